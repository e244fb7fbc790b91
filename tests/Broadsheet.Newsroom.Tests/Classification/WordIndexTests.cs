using Broadsheet.Classification;
using CsCheck;

namespace Broadsheet.Tests.Classification;

public sealed class WordIndexTests
{
    /// <summary>Letters, a mark, a space and a script without spaces, so that words touch in every way.</summary>
    private static readonly Gen<string> Texts = Gen.Int[0, 6].Select(i => "ab\u0451 -+\u6771"[i]).Array[1, 5].Select(letters => new string(letters));

    [Fact]
    public void FindsWhatStandsAsWord() =>
        Gen.Select(Texts.Array[0, 8], Texts.Array[0, 8]).Sample((terms, text) =>
        {
            terms = [.. terms.Distinct().Where(WordIndex.CanHold)];
            var whole = string.Concat(text);
            List<TermAutomaton.Hit> hits = [];

            new WordIndex(terms).Scan(whole, hits);

            var expected =
                from term in Enumerable.Range(0, terms.Length)
                where terms[term][0] != ' '
                from start in Enumerable.Range(0, whole.Length)
                where whole.AsSpan(start).StartsWith(terms[term], StringComparison.Ordinal)
                where FoldedText.StandsAsWord(whole, start, start + terms[term].Length)
                select new TermAutomaton.Hit(term, start, start + terms[term].Length);
            var standing = hits.Where(hit => terms[hit.Term][0] != ' ' && FoldedText.StandsAsWord(whole, hit.Start, hit.End));
            Assert.Equal(expected.OrderBy(hit => (hit.Start, hit.Term)), standing.OrderBy(hit => (hit.Start, hit.Term)));
        });

    [Theory]
    [InlineData("ferry", true)]
    [InlineData("power apps", true)]
    [InlineData("c++", true)]
    [InlineData(" ferri run ", true)]
    [InlineData(".net", false)]
    [InlineData("  ferry", false)]
    [InlineData("\u6771\u4eac", false)]
    [InlineData("\u6771a", false)]
    [InlineData("+", false)]
    [InlineData("", false)]
    public void OnlyTermsThatBeginWithAWordAreHeld(string term, bool holds) => Assert.Equal(holds, WordIndex.CanHold(term));
}
