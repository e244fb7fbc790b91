namespace Broadsheet.Clustering;

/// <summary>A story that can still grow.</summary>
internal sealed class OpenStory(string id, long number, string language)
{
    private int[] _first = [];
    private HashSet<int>? _terms;

    /// <summary>Its id.</summary>
    public string Id { get; set; } = id;

    /// <summary>Its place in the order of opening; settles ties.</summary>
    public long Number { get; } = number;

    /// <summary>The language its words are counted in.</summary>
    public string Language { get; } = language;

    /// <summary>How many articles it ever had.</summary>
    public int Size { get; set; }

    /// <summary>Slots of its active articles, in the order of arrival.</summary>
    public List<int> Members { get; } = [];

    /// <summary>Sums of links to other stories that were near enough to be looked at since the last sweep.</summary>
    public Dictionary<OpenStory, long>? Watched { get; set; }

    /// <summary>Scratch of the article at hand: its number, so that nothing needs clearing.</summary>
    public long Stamp { get; set; }

    /// <summary>Scratch of the article at hand: the sum of its links to the members.</summary>
    public long Pull { get; set; }

    /// <summary>Scratch of the article at hand: how like the story it is.</summary>
    public double Likeness { get; set; }

    /// <summary>Scratch of the article at hand: the member most like it, and how like.</summary>
    public (int Slot, int Product) Nearest { get; set; }

    /// <summary>The words of all its articles.</summary>
    public IReadOnlyCollection<int> Terms => _terms ?? (IReadOnlyCollection<int>)_first;

    /// <summary>Adds the words of one more article and counts those the story did not have.</summary>
    public void AddTerms(TermVector vector, Lexicon lexicon)
    {
        if (_terms is null && _first.Length == 0)
        {
            // Most stories never have a second article, and need no set.
            _first = vector.Terms;
            foreach (var term in vector.Terms)
                lexicon.CountWord(term, +1);
            return;
        }

        _terms ??= [.. _first];
        foreach (var term in vector.Terms)
        {
            if (_terms.Add(term))
                lexicon.CountWord(term, +1);
        }
    }

    /// <summary>Takes over another story's words; those both had were counted twice and are counted once now.</summary>
    public void TakeTerms(OpenStory other, Lexicon lexicon)
    {
        _terms ??= [.. _first];
        foreach (var term in other.Terms)
        {
            if (!_terms.Add(term))
                lexicon.CountWord(term, -1);
        }
    }

    /// <summary>Sets the words as a saved state has them, or as the lexicon renumbered them.</summary>
    public void SetTerms(IEnumerable<int> terms) => _terms = [.. terms];
}
