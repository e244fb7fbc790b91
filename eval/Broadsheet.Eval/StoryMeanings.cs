using System.Diagnostics;

namespace Broadsheet.Eval;

/// <summary>How alike a stream's articles are in meaning, as a sentence model has it; counts what that takes.</summary>
internal sealed class StoryMeanings(IEnumerable<Article> articles, ISentenceModel model) : IDisposable
{
    private readonly Dictionary<string, string> _texts = articles.ToDictionary(article => article.Id, article => $"{article.Title}\n{article.Excerpt}", StringComparer.Ordinal);
    private readonly Dictionary<string, float[]> _vectors = new(StringComparer.Ordinal);

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>How many articles the model read.</summary>
    public int Read => _vectors.Count;

    /// <summary>How long that took.</summary>
    public TimeSpan Reading { get; private set; }

    /// <summary>The mean cosine between two groups of articles.</summary>
    public double? Between(IReadOnlyList<string> ones, IReadOnlyList<string> others)
    {
        Asked++;
        var start = Stopwatch.GetTimestamp();
        string[] unread = [.. ones.Concat(others).Where(id => !_vectors.ContainsKey(id)).Distinct(StringComparer.Ordinal)];
        foreach (var (id, vector) in unread.Zip(model.Embed([.. unread.Select(id => _texts[id])])))
            _vectors[id] = vector;
        Reading += Stopwatch.GetElapsedTime(start);
        return Math.Round(ones.Average(one => others.Average(other => _vectors[one].Zip(_vectors[other], (a, b) => (double)a * b).Sum())), 3);
    }

    public void Dispose() => model.Dispose();
}
