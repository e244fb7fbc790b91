using Broadsheet.Classification;
using CsCheck;

namespace Broadsheet.Tests.Classification;

public sealed class TermAutomatonTests
{
    /// <summary>Few letters, so that terms overlap, nest and repeat.</summary>
    private static readonly Gen<string> Words = Gen.Int[0, 3].Select(i => "ab\u0451\u6771"[i]).Array[1, 4].Select(letters => new string(letters));

    [Fact]
    public void FindsWhatLookingForEachTermFinds() =>
        Gen.Select(Words.Array[0, 8], Words.Array[0, 12]).Sample((terms, text) =>
        {
            terms = [.. terms.Distinct()];
            var whole = string.Concat(text);
            List<TermAutomaton.Hit> hits = [];

            new TermAutomaton(terms).Scan(whole, hits);

            var expected =
                from term in Enumerable.Range(0, terms.Length)
                from start in Enumerable.Range(0, whole.Length)
                where whole.AsSpan(start).StartsWith(terms[term], StringComparison.Ordinal)
                select new TermAutomaton.Hit(term, start, start + terms[term].Length);
            Assert.Equal(expected.OrderBy(hit => (hit.End, hit.Start)), hits.OrderBy(hit => (hit.End, hit.Start)));
        });
}
