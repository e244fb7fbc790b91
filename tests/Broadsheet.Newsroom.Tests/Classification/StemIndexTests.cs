using Broadsheet.Classification;
using CsCheck;

namespace Broadsheet.Tests.Classification;

public sealed class StemIndexTests
{
    /// <summary>Words that share stems, in upper and lower case, with a mark, and what parts them.</summary>
    private static readonly Gen<string> Texts = Gen.Int[0, 8]
        .Select(i => new[] { "vote", "Votes", "voting", "ferries", "ferry", "café", "cafe\u0301", "x", "2" }[i])
        .Array[0, 8]
        .Select(words => string.Join(" - ", words));

    [Fact]
    public void FindsWhatStandsInTheRowOfStems() =>
        Gen.Select(Texts.Array[0, 8], Texts).Sample((terms, text) =>
        {
            terms = [.. terms.Select(term => StemmedText.Of(term, "en")).Distinct().Where(WordIndex.CanHold)];
            var stems = StemmedText.Of(text, "en");
            var index = new StemIndex(terms, "en");
            List<int> first = [], again = [];

            index.Scan(text, first);
            index.Scan(text, again);

            Assert.Equal(Enumerable.Range(0, terms.Length).Where(i => stems.Contains(terms[i], StringComparison.Ordinal)), first.Distinct().Order());
            // What is remembered of a word says the same as the word.
            Assert.Equal(first, again);
        });

    [Fact]
    public void WordsLongerThanAnyAreCutAlike()
    {
        var term = StemmedText.Of(new string('q', 100), "en");
        List<int> found = [];

        new StemIndex([term], "en").Scan("a " + new string('q', 90) + ".", found);

        Assert.Equal([0], found);
    }
}
