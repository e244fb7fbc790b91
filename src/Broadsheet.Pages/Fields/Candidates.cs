namespace Broadsheet.Pages.Fields;

/// <summary>The values that signals propose for one field, and which of them is believed: the surest, the first among equals.</summary>
internal sealed class Candidates<T>(string field)
{
    private readonly List<Finding<T>> _all = [];

    public IReadOnlyList<Finding<T>> All => _all;

    public Finding<T>? Best => BestWhere(_ => true);

    /// <summary>The surest candidate of those that fulfil a condition.</summary>
    public Finding<T>? BestWhere(Func<Finding<T>, bool> condition)
    {
        Finding<T>? best = null;
        foreach (var candidate in _all)
        {
            if ((best is null || candidate.Confidence > best.Confidence) && condition(candidate))
                best = candidate;
        }

        return best is { Confidence: > 0 } ? best : null;
    }

    public void Add(T value, double confidence, string from) => _all.Add(new(value, confidence, from));

    /// <summary>Puts another confidence in the place of a candidate's, with the reason added to where it is from.</summary>
    public void Judge(int index, double confidence, string? reason = null)
    {
        var candidate = _all[index];
        _all[index] = candidate with { Confidence = confidence, From = reason is null ? candidate.From : $"{candidate.From} ({reason})" };
    }

    /// <summary>All candidates, surest first, as text for people.</summary>
    public IEnumerable<PageCandidate> Explain(Func<T, string> text) => _all
        .Select((candidate, order) => (candidate, order))
        .OrderByDescending(entry => entry.candidate.Confidence)
        .ThenBy(entry => entry.order)
        .Select(entry => new PageCandidate(field, text(entry.candidate.Value), entry.candidate.Confidence, entry.candidate.From));
}
