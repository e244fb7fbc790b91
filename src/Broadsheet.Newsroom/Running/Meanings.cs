using System.Security.Cryptography;
using System.Text;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>
/// How alike articles are in meaning, as a sentence model has it. Each text is given to the model once: the store keeps its vector. A
/// model that fails is noted and not asked again in the round, which goes on without.
/// </summary>
internal sealed class Meanings(NewsStore store, SentenceModelFiles files, Func<SentenceModelFiles, ISentenceModel> open, RunLog log) : IDisposable
{
    private readonly Dictionary<string, short[]> known = new(StringComparer.Ordinal);
    private ISentenceModel? model;
    private bool hasFailed;

    /// <summary>The mean cosine between the articles of two groups, to three places; null when the model cannot say.</summary>
    public double? Between(IReadOnlyList<string> ones, IReadOnlyList<string> others)
    {
        if (hasFailed)
            return null;
        try
        {
            Learn([.. ones.Concat(others).Where(id => !known.ContainsKey(id)).Distinct(StringComparer.Ordinal)]);
            var sum = ones.Sum(one => others.Sum(other => Cosine(known[one], known[other])));
            return Math.Round(sum / ((double)ones.Count * others.Count), 3);
        }
        catch (SentenceModelException e)
        {
            hasFailed = true;
            log.Note($"Stories are made without the second opinion of clustering.embeddings: {e.Message}");
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => model?.Dispose();

    private void Learn(IReadOnlyList<string> articleIds)
    {
        if (articleIds.Count == 0)
            return;
        if (model is null)
        {
            model = open(files);
            store.Vectors.RemoveOthers(model.Fingerprint);
        }

        List<(string Text, byte[] Content, List<string> Ids)> unread = [];
        foreach (var text in articleIds.GroupBy(TextOf, StringComparer.Ordinal))
        {
            var content = SHA256.HashData(Encoding.UTF8.GetBytes(text.Key));
            if (store.Vectors.Find(model.Fingerprint, content) is { } vector)
                Know(text, vector);
            else
                unread.Add((text.Key, content, [.. text]));
        }

        if (unread.Count == 0)
            return;
        foreach (var ((_, content, ids), numbers) in unread.Zip(model.Embed([.. unread.Select(text => text.Text)])))
        {
            var vector = Array.ConvertAll(numbers, number => (short)Math.Round(number * short.MaxValue));
            store.Vectors.Save(model.Fingerprint, content, vector);
            Know(ids, vector);
        }
    }

    private string TextOf(string articleId) => store.Articles.Find(articleId) is { } article ? $"{article.Title}\n{article.Excerpt}" : "";

    private void Know(IEnumerable<string> articleIds, short[] vector)
    {
        foreach (var id in articleIds)
            known[id] = vector;
    }

    // Whole numbers, so that the sum does not depend on the order a processor adds in.
    private static double Cosine(short[] one, short[] other)
    {
        long product = 0, square = 0, otherSquare = 0;
        for (var i = 0; i < one.Length; i++)
        {
            product += one[i] * other[i];
            square += one[i] * one[i];
            otherSquare += other[i] * other[i];
        }

        return product / Math.Sqrt((double)square * otherSquare);
    }
}
