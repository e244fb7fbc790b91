namespace Broadsheet.Clustering;

/// <summary>Keeps the words of each open story, so that a word is counted once per story and not once per article.</summary>
internal sealed class StoryWords(Lexicon lexicon, ActiveArticles articles)
{
    private readonly Arena _arena = new();

    /// <summary>A set of words: an open table of their ids plus one, at most half full. Kept in place of an object of its own.</summary>
    /// <param name="At">Where the table stands; 0 for no set.</param>
    /// <param name="Bits">Its size, as a power of two.</param>
    /// <param name="Count">How many words it holds.</param>
    public readonly record struct Set(int At, int Bits, int Count);

    /// <summary>Counts the words of an article about to join that its story did not have.</summary>
    public void Add(OpenStory story, ReadOnlySpan<int> terms)
    {
        if (story.Size == 0 && story.Words.At == 0)
        {
            // Most stories never have a second article, and need no set.
            foreach (var term in terms)
                lexicon.CountWord(term, +1);
            return;
        }

        var set = SetOf(story, terms.Length);
        foreach (var term in terms)
        {
            if (Add(ref set, term))
                lexicon.CountWord(term, +1);
        }

        story.Words = set;
    }

    /// <summary>Gives a story a set of its own, whatever articles it will have.</summary>
    public void Prepare(OpenStory story) => story.Words = SetOf(story, 0);

    /// <summary>Gives one story another's words; those both had were counted twice and are counted once now.</summary>
    public void Move(OpenStory from, OpenStory into)
    {
        var words = SetOf(from, 0);
        var set = SetOf(into, words.Count);
        for (var at = words.At; at < words.At + (1 << words.Bits); at++)
        {
            // The arena may move when the set grows, so cells are asked for one by one.
            var cell = _arena.Cells(at, 1)[0];
            if (cell != 0 && !Add(ref set, cell - 1))
                lexicon.CountWord(cell - 1, -1);
        }

        into.Words = set;
        from.Words = words;
        Forget(from);
    }

    /// <summary>Gives back what a closed story used.</summary>
    public void Forget(OpenStory story)
    {
        if (story.Words.At != 0)
            _arena.Return(story.Words.At, story.Words.Bits);
        story.Words = default;
    }

    /// <summary>All words of a story, in the order of their ids.</summary>
    public List<int> Of(OpenStory story)
    {
        var terms = new List<int>();
        if (story.Words.At == 0)
        {
            if (story.First >= 0)
                terms.AddRange(articles.VectorOf(story.First).Terms);
        }
        else
        {
            foreach (var cell in _arena.Cells(story.Words.At, 1 << story.Words.Bits))
            {
                if (cell != 0)
                    terms.Add(cell - 1);
            }
        }

        terms.Sort();
        return terms;
    }

    /// <summary>Sets a story's words as a saved state has them, without counting them.</summary>
    public void Restore(OpenStory story, IReadOnlyCollection<int> terms)
    {
        var set = Empty(terms.Count);
        foreach (var term in terms)
            Add(ref set, term);
        story.Words = set;
    }

    /// <summary>Gives a story's words their new ids; those moved to -1 go.</summary>
    public void Renumber(OpenStory story, int[] moved)
    {
        if (story.Words.At == 0)
            return;
        var terms = Of(story);
        Forget(story);
        terms.RemoveAll(term => moved[term] < 0);
        Restore(story, terms.ConvertAll(term => moved[term]));
    }

    /// <summary>The set of a story, made from its one article if there was none, or an empty one.</summary>
    private Set SetOf(OpenStory story, int more)
    {
        if (story.Words.At != 0)
            return story.Words;
        if (story.First < 0)
            return Empty(more);
        var terms = articles.VectorOf(story.First).Terms;
        var set = Empty(terms.Length + more);
        foreach (var term in terms)
            Add(ref set, term);
        return set;
    }

    private Set Empty(int expected)
    {
        var bits = Arena.BitsFor(Math.Max(expected, 16) * 2);
        var at = _arena.Rent(bits);
        _arena.Cells(at, 1 << bits).Clear();
        return new Set(at, bits, 0);
    }

    private bool Add(ref Set set, int term)
    {
        if (set.Count * 2 >= 1 << set.Bits)
            set = Grown(set);
        if (!Put(_arena.Cells(set.At, 1 << set.Bits), set.Bits, term + 1))
            return false;
        set = set with { Count = set.Count + 1 };
        return true;
    }

    private Set Grown(Set set)
    {
        var at = _arena.Rent(set.Bits + 1);
        var cells = _arena.Cells(at, 1 << (set.Bits + 1));
        cells.Clear();
        foreach (var cell in _arena.Cells(set.At, 1 << set.Bits))
        {
            if (cell != 0)
                Put(cells, set.Bits + 1, cell);
        }

        _arena.Return(set.At, set.Bits);
        return new Set(at, set.Bits + 1, set.Count);
    }

    private static bool Put(Span<int> cells, int bits, int value)
    {
        var mask = cells.Length - 1;
        for (var at = (int)((uint)value * 2654435769u >> (32 - bits)); ; at = (at + 1) & mask)
        {
            if (cells[at] == value)
                return false;
            if (cells[at] != 0)
                continue;
            cells[at] = value;
            return true;
        }
    }
}
