namespace Broadsheet.Classification;

/// <summary>
/// Finds all of many terms in one pass over a text (Aho and Corasick, 1975), so that the time does not grow with the number of rules.
/// Transitions lie in one open hash table: five thousand rules fit into a few megabytes, and the root, where most letters of
/// most texts end, has a row of its own.
/// </summary>
internal sealed class TermAutomaton
{
    private const int Nowhere = -1;
    private const int RowLength = 0x250;

    private readonly int[] rootRow = new int[RowLength];
    private readonly int[] failures;
    private readonly int[] outputs;
    private readonly int[] outputLinks;
    private readonly int[] lengths;
    private readonly ulong[] keys;
    private readonly int[] targets;
    private readonly int mask;

    /// <summary>Compiles the terms; each is known by its place in the list.</summary>
    public TermAutomaton(IReadOnlyList<string> terms)
    {
        List<Dictionary<char, int>> states = [[]];
        List<int> ends = [Nowhere];
        lengths = [.. terms.Select(term => term.Length)];
        for (var i = 0; i < terms.Count; i++)
            ends[Insert(states, ends, terms[i])] = i;

        outputs = [.. ends];
        failures = new int[states.Count];
        outputLinks = new int[states.Count];
        (keys, targets, mask) = TableOf(states);
        Array.Fill(rootRow, 0);
        foreach (var (c, target) in states[0].Where(pair => pair.Key < RowLength))
            rootRow[c] = target;
        Link(states);
    }

    /// <summary>How many terms it looks for.</summary>
    public int Count => lengths.Length;

    /// <summary>A term found.</summary>
    /// <param name="Term">Its place in the list.</param>
    /// <param name="Start">Where it begins.</param>
    /// <param name="End">Where it ends, exclusive.</param>
    public readonly record struct Hit(int Term, int Start, int End);

    /// <summary>Adds every occurrence of every term to the hits, in the order of their ends.</summary>
    public void Scan(ReadOnlySpan<char> text, List<Hit> hits)
    {
        if (Count == 0)
            return;
        var state = 0;
        for (var i = 0; i < text.Length; i++)
        {
            state = Next(state, text[i]);
            for (var at = outputs[state] == Nowhere ? outputLinks[state] : state; at != 0; at = outputLinks[at])
                hits.Add(new Hit(outputs[at], i + 1 - lengths[outputs[at]], i + 1));
        }
    }

    private int Next(int state, char c)
    {
        while (state != 0)
        {
            var target = Find(state, c);
            if (target != Nowhere)
                return target;
            state = failures[state];
        }

        return c < RowLength ? rootRow[c] : Math.Max(Find(0, c), 0);
    }

    private int Find(int state, char c)
    {
        var key = KeyOf(state, c);
        for (var slot = SlotOf(key) & mask; ; slot = (slot + 1) & mask)
        {
            if (keys[slot] == key)
                return targets[slot];
            if (keys[slot] == 0)
                return Nowhere;
        }
    }

    private static int Insert(List<Dictionary<char, int>> states, List<int> ends, string term)
    {
        var state = 0;
        foreach (var c in term)
        {
            if (!states[state].TryGetValue(c, out var next))
            {
                next = states.Count;
                states[state].Add(c, next);
                states.Add([]);
                ends.Add(Nowhere);
            }

            state = next;
        }

        return state;
    }

    private static (ulong[] Keys, int[] Targets, int Mask) TableOf(List<Dictionary<char, int>> states)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, states.Count * 2));
        var (keys, targets, mask) = (new ulong[size], new int[size], size - 1);
        for (var state = 0; state < states.Count; state++)
        {
            foreach (var (c, target) in states[state])
            {
                var key = KeyOf(state, c);
                var slot = SlotOf(key) & mask;
                while (keys[slot] != 0)
                    slot = (slot + 1) & mask;
                (keys[slot], targets[slot]) = (key, target);
            }
        }

        return (keys, targets, mask);
    }

    /// <summary>From the shallow states to the deep: where to go on when the next letter does not fit, and what else ends here.</summary>
    private void Link(List<Dictionary<char, int>> states)
    {
        Queue<int> waiting = new(states[0].Values);
        while (waiting.TryDequeue(out var state))
        {
            foreach (var (c, child) in states[state])
            {
                failures[child] = Next(failures[state], c);
                waiting.Enqueue(child);
            }

            var behind = failures[state];
            outputLinks[state] = outputs[behind] == Nowhere ? outputLinks[behind] : behind;
        }
    }

    /// <summary>Never zero, which marks a free slot.</summary>
    private static ulong KeyOf(int state, char c) => (((ulong)state << 16) | c) + 1;

    private static int SlotOf(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> 33);
}
