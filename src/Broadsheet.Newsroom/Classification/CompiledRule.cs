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
    /// <summary>Whether the rule holds.</summary>
    public bool Holds(FoundTerms found)
    {
        foreach (var term in All)
        {
            if (!found.Contains(term))
                return false;
        }

        foreach (var term in None)
        {
            if (found.Contains(term))
                return false;
        }

        return Any.Length == 0 || FirstOfAny(found) >= 0;
    }

    /// <summary>The terms by which a rule that holds does so.</summary>
    public IEnumerable<int> Decisive(FoundTerms found) => Any.Length == 0 ? All : All.Prepend(FirstOfAny(found));

    private int FirstOfAny(FoundTerms found)
    {
        foreach (var term in Any)
        {
            if (found.Contains(term))
                return term;
        }

        return -1;
    }
}
