namespace Broadsheet.Classification;

/// <summary>A rule, or a keyword said as a rule, with its terms as places in the list of all terms.</summary>
/// <param name="Topic">Place of its topic.</param>
/// <param name="Reason">Code of the reason it gives: <c>keyword</c> or <c>rule</c>.</param>
/// <param name="IsExclude">Whether it keeps articles out.</param>
/// <param name="Any">One of these must be found, if there are any.</param>
/// <param name="All">All of these must be found.</param>
/// <param name="None">None of these may be found.</param>
/// <param name="Wording">The rule for people, with the place it stands at.</param>
internal sealed record CompiledRule(int Topic, string Reason, bool IsExclude, int[] Any, int[] All, int[] None, string Wording)
{
    /// <summary>The terms by which the rule holds, or nothing when it does not.</summary>
    public IReadOnlyList<int>? Check(IReadOnlyDictionary<int, TopicFields> found)
    {
        if (!All.All(found.ContainsKey) || None.Any(found.ContainsKey))
            return null;
        var any = Any.Where(found.ContainsKey).Take(1).ToList();
        return Any.Length > 0 && any.Count == 0 ? null : [.. any, .. All];
    }
}
