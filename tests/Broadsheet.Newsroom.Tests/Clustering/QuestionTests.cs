using Broadsheet.Clustering;
using CsCheck;

namespace Broadsheet.Tests.Clustering;

public class QuestionTests
{
    [Fact]
    public void AProductIsThatOfTheWordsBothHave()
    {
        // Ids far apart by multiples of 4,096 share a place in the table.
        var words = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 4], (low, high) => low + (high * 4096)).HashSet[0, 60];
        Gen.Select(words, words, Gen.Int[0, 1_000_000]).Sample((asked, had, seed) =>
        {
            var random = new Random(seed);
            var question = new Question();
            foreach (var stale in had.Take(5))
                question.Ask(stale, 7);
            question.Clear();
            var weights = asked.ToDictionary(term => term, _ => random.Next(1, 2_000));
            foreach (var (term, weight) in weights)
                question.Ask(term, weight);
            int[] terms = [.. had];
            short[] theirs = [.. had.Select(_ => (short)random.Next(1, 2_000))];

            var expected = terms.Zip(theirs).Sum(pair => weights.GetValueOrDefault(pair.First) * pair.Second);

            Assert.Equal(expected, question.ProductWith(new TermVector(terms, theirs)));
        });
    }
}
