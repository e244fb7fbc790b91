namespace Broadsheet.Classification;

/// <summary>The terms found in one article. Used again for the next, because emptying thousands of places costs more than finding ten terms.</summary>
internal sealed class FoundTerms(int terms)
{
    private readonly int[] roundOf = new int[terms];
    private readonly TopicFields[] fields = new TopicFields[terms];
    private int round;

    /// <summary>The terms, in the order in which they were found.</summary>
    public List<int> All { get; } = [];

    /// <summary>Room for what an automaton finds in one field.</summary>
    public List<TermAutomaton.Hit> Hits { get; } = [];

    /// <summary>Room for what an index finds in one field.</summary>
    public List<int> Groups { get; } = [];

    /// <summary>Room for the rules to be looked at.</summary>
    public List<int> Rules { get; } = [];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        round++;
        All.Clear();
    }

    /// <summary>Adds a term, unless it was found in another field before.</summary>
    public void Add(int term, TopicFields field)
    {
        if (roundOf[term] == round)
            return;
        roundOf[term] = round;
        fields[term] = field;
        All.Add(term);
    }

    public bool Contains(int term) => roundOf[term] == round;

    /// <summary>The first field a term was found in.</summary>
    public TopicFields FieldOf(int term) => fields[term];
}
