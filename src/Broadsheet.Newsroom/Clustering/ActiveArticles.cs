namespace Broadsheet.Clustering;

/// <summary>
/// The articles inside the window, in the order of arrival, and for each word the articles that have it. Slots are renumbered
/// when the expired are swept out, so that everything stays dense. All vectors lie one behind the other in two arrays.
/// </summary>
internal sealed class ActiveArticles
{
    private readonly PostingLists _postings = new();
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private Entry[] _entries = new Entry[1024];
    private string[] _ids = new string[1024];
    private int[] _terms = new int[1 << 14];
    private short[] _weights = new short[1 << 14];
    private int _used;

    /// <summary>One article.</summary>
    public struct Entry
    {
        /// <summary>When it was published, seconds since the epoch.</summary>
        public long Time;

        /// <summary>Its story.</summary>
        public OpenStory Story;

        /// <summary>The next member of the story in the order of arrival, -1 for the last.</summary>
        public int Next;

        /// <summary>Where its vector starts.</summary>
        public int Start;

        /// <summary>How many words its vector has.</summary>
        public int Length;
    }

    /// <summary>How many slots there are, expired ones not yet swept included.</summary>
    public int Count { get; private set; }

    /// <summary>The first slot that has not expired.</summary>
    public int First { get; private set; }

    /// <summary>The article in a slot.</summary>
    public ref Entry this[int slot] => ref _entries[slot];

    /// <summary>The id of the article in a slot.</summary>
    public string IdOf(int slot) => _ids[slot];

    /// <summary>The words of the article in a slot.</summary>
    public TermVector VectorOf(int slot)
    {
        ref readonly var entry = ref _entries[slot];
        return VectorAt(entry.Start, entry.Length);
    }

    /// <summary>The words that stand at a place.</summary>
    public TermVector VectorAt(int start, int length) => new(_terms.AsSpan(start, length), _weights.AsSpan(start, length));

    /// <summary>Reads a little of a vector, so that the rest is on its way; the answer only keeps the reading from being left out.</summary>
    public int Touch(int start, int length) => length == 0 ? 0 : _terms[start] ^ _terms[start + (length / 2)] ^ _terms[start + length - 1] ^ _weights[start];

    /// <summary>The slot of an article, -1 when it is not active.</summary>
    public int SlotOf(string articleId) => _slots.GetValueOrDefault(articleId, -1);

    /// <summary>Where the list of the articles with a word stands, until the next article is added.</summary>
    public PostingLists.Place PlaceOf(int term) => _postings.PlaceOf(term);

    /// <summary>The articles in a list, expired ones not yet swept included.</summary>
    public ReadOnlySpan<PostingLists.Posting> At(PostingLists.Place place) => _postings.At(place);

    /// <summary>Reads the start of a list, so that the rest is on its way; the answer only keeps the reading from being left out.</summary>
    public int FirstOf(PostingLists.Place place) => _postings.FirstOf(place);

    /// <summary>Adds an article as the last member of its story.</summary>
    public void Add(string id, long time, OpenStory story, TermVector vector)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
            Array.Resize(ref _ids, Count * 2);
        }

        var slot = Count++;
        _entries[slot] = new Entry { Time = time, Story = story, Next = -1, Start = _used, Length = vector.Terms.Length };
        _ids[slot] = id;
        _slots[id] = slot;
        Keep(vector);
        _postings.Add(slot, vector);
        Append(story, slot);
    }

    /// <summary>Takes articles published before <paramref name="oldest"/> out of their stories, up to the first that is not.</summary>
    public void Expire(long oldest)
    {
        for (; First < Count && _entries[First].Time < oldest; First++)
        {
            // Members stand in the order of their slots, so the one that goes is its story's first.
            var story = _entries[First].Story;
            story.First = _entries[First].Next;
            story.Members--;
            _slots.Remove(_ids[First]);
        }
    }

    /// <summary>Drops articles published before <paramref name="oldest"/>. Stories are to be regrouped then.</summary>
    public void Sweep(long oldest)
    {
        First = 0;
        var moved = new int[Count];
        var (kept, used) = (0, 0);
        for (var slot = 0; slot < moved.Length; slot++)
        {
            ref var entry = ref _entries[slot];
            moved[slot] = -1;
            if (entry.Time < oldest)
            {
                if (SlotOf(_ids[slot]) == slot)
                    _slots.Remove(_ids[slot]);
                continue;
            }

            Array.Copy(_terms, entry.Start, _terms, used, entry.Length);
            Array.Copy(_weights, entry.Start, _weights, used, entry.Length);
            entry.Start = used;
            used += entry.Length;
            (_entries[kept], _ids[kept]) = (entry, _ids[slot]);
            _slots[_ids[kept]] = kept;
            moved[slot] = kept++;
        }

        if (kept == Count)
            return;
        Array.Clear(_entries, kept, Count - kept);
        Array.Clear(_ids, kept, Count - kept);
        (Count, _used) = (kept, used);
        _postings.MoveSlots(moved);
    }

    /// <summary>Gives words their new ids.</summary>
    public void Renumber(int[] moved)
    {
        foreach (ref var term in _terms.AsSpan(0, _used))
            term = moved[term];
        _postings.MoveTerms(moved);
    }

    /// <summary>Lists each story's members anew. The stories' lists must be empty.</summary>
    public void Regroup()
    {
        for (var slot = First; slot < Count; slot++)
        {
            _entries[slot].Next = -1;
            Append(_entries[slot].Story, slot);
        }
    }

    /// <summary>Makes the members of one story members of another.</summary>
    public void Move(OpenStory from, OpenStory into)
    {
        var (one, other) = (from.First, into.First);
        (into.First, into.Last, into.Members) = (-1, -1, 0);
        while (one >= 0 || other >= 0)
        {
            // Slots count arrivals, so this is the order of arrival.
            ref var next = ref other < 0 || (one >= 0 && one < other) ? ref one : ref other;
            var slot = next;
            next = _entries[slot].Next;
            (_entries[slot].Story, _entries[slot].Next) = (into, -1);
            Append(into, slot);
        }

        (from.First, from.Last, from.Members) = (-1, -1, 0);
    }

    private void Append(OpenStory story, int slot)
    {
        if (story.Members++ == 0)
            story.First = slot;
        else
            _entries[story.Last].Next = slot;
        story.Last = slot;
    }

    private void Keep(TermVector vector)
    {
        if (_used + vector.Terms.Length > _terms.Length)
        {
            Array.Resize(ref _terms, _terms.Length * 2);
            Array.Resize(ref _weights, _weights.Length * 2);
        }

        vector.Terms.CopyTo(_terms.AsSpan(_used));
        vector.Weights.CopyTo(_weights.AsSpan(_used));
        _used += vector.Terms.Length;
    }
}
