using System.Runtime.InteropServices;

namespace Broadsheet.Classification;

/// <summary>
/// Finds terms said as stems by their first stem. Nearly every word of a text was met before, and of nearly every word it is
/// known that its stem begins no term: so most words cost no more than reading their letters, and are neither stemmed nor copied.
/// </summary>
internal sealed class StemIndex
{
    private const int Places = 1 << 13;

    private readonly string language;
    private readonly Dictionary<string, List<(int Term, string[] Stems)>> termsOf = new(StringComparer.Ordinal);

    /// <summary>
    /// Words met, each where its hash says: the hash, and in the lowest bit whether the word begins a term. One number is written
    /// at once, so that threads that meet the same words do no harm to each other.
    /// </summary>
    private readonly ulong[] known = new ulong[Places];

    /// <summary>Compiles the terms, as <see cref="StemmedText"/> writes them; each is known by its place in the list.</summary>
    public StemIndex(IReadOnlyList<string> terms, string language)
    {
        this.language = language;
        for (var i = 0; i < terms.Count; i++)
        {
            var stems = terms[i][1..^1].Split(' ');
            (CollectionsMarshal.GetValueRefOrAddDefault(termsOf, stems[0], out _) ??= []).Add((i, stems));
        }
    }

    /// <summary>Adds every term that stands in the text, as often as it does.</summary>
    public void Scan(ReadOnlySpan<char> text, List<int> found)
    {
        if (termsOf.Count == 0)
            return;
        for (var at = 0; StemmedText.ReadWord(text, ref at, out var start, out var hash);)
        {
            ref var place = ref known[(hash >> 1) & (Places - 1)];
            var entry = place;
            if ((entry | 1) != (hash | 1))
                place = entry = (hash & ~1UL) | (Begins(text[start..at]) ? 1UL : 0);
            if ((entry & 1) != 0)
                Compare(text, start, at, found);
        }
    }

    private bool Begins(ReadOnlySpan<char> word)
    {
        Span<char> stem = stackalloc char[StemmedText.LongestWord];
        return termsOf.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(stem[..StemmedText.StemOf(word, language, stem)]);
    }

    private void Compare(ReadOnlySpan<char> text, int start, int end, List<int> found)
    {
        Span<char> stem = stackalloc char[StemmedText.LongestWord];
        if (!termsOf.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(stem[..StemmedText.StemOf(text[start..end], language, stem)], out var begun))
            return;
        foreach (var (term, stems) in begun)
        {
            var (at, same) = (end, 1);
            while (same < stems.Length && StemmedText.ReadWord(text, ref at, out var next, out _)
                && stem[..StemmedText.StemOf(text[next..at], language, stem)].SequenceEqual(stems[same]))
            {
                same++;
            }

            if (same == stems.Length)
                found.Add(term);
        }
    }
}
