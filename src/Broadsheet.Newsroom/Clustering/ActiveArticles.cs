namespace Broadsheet.Clustering;

/// <summary>
/// The articles inside the window, in the order of arrival, and for each word the articles that have it. Slots are renumbered
/// when the expired are swept out, so that everything stays dense.
/// </summary>
internal sealed class ActiveArticles
{
    private Entry[] _entries = new Entry[1024];
    private Posting[][] _postings = new Posting[1024][];
    private int[] _postingCounts = new int[1024];
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    /// <summary>One article.</summary>
    public record struct Entry(string Id, long Time, OpenStory Story, TermVector Vector);

    /// <summary>That an article has a word, and with which weight.</summary>
    public readonly record struct Posting(int Slot, int Weight);

    /// <summary>How many slots there are, expired ones not yet swept included.</summary>
    public int Count { get; private set; }

    /// <summary>The first slot that has not expired.</summary>
    public int First { get; private set; }

    /// <summary>The article in a slot.</summary>
    public ref Entry this[int slot] => ref _entries[slot];

    /// <summary>The slot of an article, -1 when it is not active.</summary>
    public int SlotOf(string articleId) => _slots.GetValueOrDefault(articleId, -1);

    /// <summary>The articles with a word, expired ones not yet swept included.</summary>
    public ReadOnlySpan<Posting> With(int term) =>
        term < _postings.Length && _postings[term] is { } list ? list.AsSpan(0, _postingCounts[term]) : [];

    /// <summary>Adds an article; gives its slot.</summary>
    public int Add(Entry entry)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Count * 2);
        var slot = Count++;
        _entries[slot] = entry;
        _slots[entry.Id] = slot;
        Post(slot, entry.Vector);
        return slot;
    }

    /// <summary>Takes articles published before <paramref name="oldest"/> out of their stories, up to the first that is not.</summary>
    public void Expire(long oldest)
    {
        for (; First < Count && _entries[First].Time < oldest; First++)
        {
            _entries[First].Story.Members.Remove(First);
            _slots.Remove(_entries[First].Id);
        }
    }

    /// <summary>Drops articles published before <paramref name="oldest"/>.</summary>
    public void Sweep(long oldest)
    {
        First = 0;
        var kept = 0;
        for (var slot = 0; slot < Count; slot++)
        {
            ref var entry = ref _entries[slot];
            if (entry.Time >= oldest)
                _entries[kept++] = entry;
            else if (_slots.GetValueOrDefault(entry.Id, -1) == slot)
                _slots.Remove(entry.Id);
        }

        if (kept == Count)
            return;
        Array.Clear(_entries, kept, Count - kept);
        Count = kept;
        Reindex();
    }

    /// <summary>Gives words their new ids.</summary>
    public void Renumber(int[] moved)
    {
        for (var slot = 0; slot < Count; slot++)
        {
            var terms = _entries[slot].Vector.Terms;
            for (var i = 0; i < terms.Length; i++)
                terms[i] = moved[terms[i]];
        }

        Array.Clear(_postings);
        Reindex();
    }

    private void Reindex()
    {
        Array.Clear(_postingCounts);
        for (var slot = 0; slot < Count; slot++)
        {
            _slots[_entries[slot].Id] = slot;
            Post(slot, _entries[slot].Vector);
        }

        // Most words come once and never again; their lists must not stay.
        for (var term = 0; term < _postings.Length; term++)
        {
            if (_postingCounts[term] == 0)
                _postings[term] = null!;
        }
    }

    private void Post(int slot, TermVector vector)
    {
        for (var i = 0; i < vector.Terms.Length; i++)
        {
            var term = vector.Terms[i];
            if (term >= _postings.Length)
            {
                var size = Math.Max(term + 1, _postings.Length * 2);
                Array.Resize(ref _postings, size);
                Array.Resize(ref _postingCounts, size);
            }

            ref var list = ref _postings[term];
            ref var count = ref _postingCounts[term];
            list ??= new Posting[2];
            if (count == list.Length)
                Array.Resize(ref list, count * 2);
            list[count++] = new Posting(slot, vector.Weights[i]);
        }
    }
}
