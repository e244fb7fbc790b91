using System.Runtime.InteropServices;

namespace Broadsheet.Clustering;

/// <summary>For each word the active articles that have it, in the order of their slots.</summary>
internal sealed class PostingLists
{
    private const int CellsPerPosting = 2;

    private readonly Arena _arena = new();
    private Head[] _heads = new Head[1024];

    /// <summary>Where the list of a word stands, until the next article is added.</summary>
    public Place PlaceOf(int term) => term < _heads.Length ? new Place(_heads[term].At, _heads[term].Count) : default;

    /// <summary>The articles in a list.</summary>
    public ReadOnlySpan<Posting> At(Place place) => MemoryMarshal.Cast<int, Posting>(_arena.Cells(place.At, place.Count * CellsPerPosting));

    /// <summary>The first number of a list.</summary>
    public int FirstOf(Place place) => place.Count == 0 ? 0 : _arena.Cells(place.At, 1)[0];

    /// <summary>Adds an article to the lists of its words.</summary>
    public void Add(int slot, TermVector vector)
    {
        for (var i = 0; i < vector.Terms.Length; i++)
        {
            var term = vector.Terms[i];
            if (term >= _heads.Length)
                Array.Resize(ref _heads, Math.Max(term + 1, _heads.Length * 2));
            ref var head = ref _heads[term];
            if (head.Count == head.Capacity)
                Grow(ref head);
            Write(head, head.Count++, new Posting(slot, vector.Weights[i]));
        }
    }

    /// <summary>Gives articles their new slots, which must be in the old order; those moved to -1 go.</summary>
    public void MoveSlots(ReadOnlySpan<int> moved)
    {
        foreach (ref var head in _heads.AsSpan())
        {
            if (head.Count == 0)
                continue;
            var kept = 0;
            foreach (ref readonly var posting in At(new Place(head.At, head.Count)))
            {
                if (moved[posting.Slot] is >= 0 and var slot)
                    Write(head, kept++, posting with { Slot = slot });
            }

            head.Count = kept;
            // Most words come once and never again; their blocks must not stay.
            if (kept == 0)
                Release(ref head);
        }
    }

    /// <summary>Gives words their new ids, which must be in the old order; only words without articles may go.</summary>
    public void MoveTerms(ReadOnlySpan<int> moved)
    {
        var heads = new Head[_heads.Length];
        for (var term = 0; term < Math.Min(moved.Length, _heads.Length); term++)
        {
            if (moved[term] >= 0)
                heads[moved[term]] = _heads[term];
        }

        _heads = heads;
    }

    private void Write(Head head, int index, Posting posting) =>
        MemoryMarshal.Cast<int, Posting>(_arena.Cells(head.At + (index * CellsPerPosting), CellsPerPosting))[0] = posting;

    private void Grow(ref Head head)
    {
        var bits = head.Capacity == 0 ? 1 : head.Bits + 1;
        var at = _arena.Rent(bits);
        if (head.Capacity > 0)
        {
            _arena.Cells(head.At, head.Count * CellsPerPosting).CopyTo(_arena.Cells(at, head.Count * CellsPerPosting));
            _arena.Return(head.At, head.Bits);
        }

        head = new Head { At = at, Bits = bits, Count = head.Count };
    }

    private void Release(ref Head head)
    {
        _arena.Return(head.At, head.Bits);
        head = default;
    }

    /// <summary>That an article has a word, and with which weight.</summary>
    public readonly record struct Posting(int Slot, int Weight);

    /// <summary>A list: where it starts and how many articles it has.</summary>
    public readonly record struct Place(int At, int Count);

    private struct Head
    {
        public int At;
        public int Count;
        public int Bits;

        public readonly int Capacity => At == 0 ? 0 : (1 << Bits) / CellsPerPosting;
    }
}
