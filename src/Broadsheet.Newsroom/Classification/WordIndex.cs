using System.Numerics;
using System.Runtime.InteropServices;

namespace Broadsheet.Classification;

/// <summary>
/// Finds terms that stand as whole words by their first word: the text is read once, each of its words is one number, and a few
/// kilobytes say at once that nearly all of them begin no term. So time does not grow with the number of rules, nor do tables
/// that are bigger than the processor's caches slow down every letter. Terms it cannot hold go to a <see cref="TermAutomaton"/>.
/// </summary>
internal sealed class WordIndex
{
    private readonly IReadOnlyList<string> terms;
    private readonly Dictionary<uint, List<(int Term, int WordAt)>> termsOf = [];
    private readonly ulong[] begins;
    private readonly int shift;

    /// <summary>Compiles the terms; each is known by its place in the list.</summary>
    public WordIndex(IReadOnlyList<string> terms)
    {
        this.terms = terms;
        // Sixteen bits for each term: of the words that begin none, one in sixteen or fewer is looked up in vain.
        var bits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, terms.Count * 16)));
        begins = new ulong[(1 << bits) / 64];
        shift = 32 - bits;
        for (var i = 0; i < terms.Count; i++)
        {
            var (start, end) = FirstWord(terms[i]);
            var hash = Finished(HashOf(terms[i].AsSpan(start, end - start)));
            begins[(hash >> shift) / 64] |= 1UL << (int)(hash >> shift);
            (CollectionsMarshal.GetValueRefOrAddDefault(termsOf, hash, out _) ??= []).Add((i, start));
        }
    }

    /// <summary>Whether a term begins with a word, or with one space and then a word, in a script that parts its words.</summary>
    public static bool CanHold(string term)
    {
        var (start, end) = FirstWord(term);
        return start < end && (start == 0 || (start == 1 && term[0] == ' '));
    }

    /// <summary>Adds every term that begins at the beginning of a word to the hits. Where it ends is for the caller to judge.</summary>
    public void Scan(ReadOnlySpan<char> text, List<TermAutomaton.Hit> hits)
    {
        if (terms.Count == 0)
            return;
        var begins = this.begins;
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            var hash = 0u;
            for (; at < text.Length && FoldedText.IsOfPartedWord(text[at]); at++)
                hash = Add(hash, text[at]);
            if (at == start)
                continue;
            hash = Finished(hash);
            if ((begins[(hash >> shift) / 64] & (1UL << (int)(hash >> shift))) != 0 && termsOf.TryGetValue(hash, out var begun))
                Compare(text, start, begun, hits);
        }
    }

    private void Compare(ReadOnlySpan<char> text, int start, List<(int Term, int WordAt)> begun, List<TermAutomaton.Hit> hits)
    {
        foreach (var (term, wordAt) in begun)
        {
            var from = start - wordAt;
            if (from >= 0 && text[from..].StartsWith(terms[term], StringComparison.Ordinal))
                hits.Add(new TermAutomaton.Hit(term, from, from + terms[term].Length));
        }
    }

    private static (int Start, int End) FirstWord(string term)
    {
        var start = 0;
        while (start < term.Length && !FoldedText.IsOfPartedWord(term[start]))
            start++;
        var end = start;
        while (end < term.Length && FoldedText.IsOfPartedWord(term[end]))
            end++;
        return (start, end);
    }

    private static uint HashOf(ReadOnlySpan<char> word)
    {
        var hash = 0u;
        foreach (var c in word)
            hash = Add(hash, c);
        return hash;
    }

    private static uint Add(uint hash, char c) => (hash + c) * 0x9E3779B1;

    /// <summary>The last letters have not reached the low bits yet, nor the first the high ones.</summary>
    private static uint Finished(uint hash) => (hash ^ (hash >> 15)) * 0x85EBCA77;
}
