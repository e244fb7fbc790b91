using System.Globalization;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Bench.Peers;

/// <summary>An archive to be searched: the made-up newspaper with texts whose words are as unequally common as those of a language.</summary>
internal static class Archive
{
    private const int Vocabulary = 20_000;
    private const int WordsOfText = 120;
    private const int Queries = 20_000;

    public static void Fill(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "broadsheet.yml"),
            "title: The Gazette\nurl: https://gazette.example\npictures:\n  keep: false\nserver:\n  requestsPerMinute: 1000000\n");
        var site = SiteFolder.Open(folder);
        Directory.CreateDirectory(site.StatePath);
        var edition = Newspaper.Edition(count);
        var words = Words();
        using var store = NewsStore.Open(site.StorePath);
        using var writing = store.Begin();
        var number = 0;
        foreach (var article in edition.Stories.SelectMany(story => story.Articles))
        {
            var random = new Random(number++);
            string Text(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => words[Pick(random)]));
            store.Articles.Save(article with { Title = $"{Text(7)} {number}", Excerpt = Text(25), Text = Text(WordsOfText) }, article.CanonicalUrl, "");
        }

        foreach (var placement in edition.Placements.Values)
            store.Placements.Save(placement with { Reason = "opened" });
        writing.Commit();
        File.WriteAllLines(Path.Combine(folder, "queries"), AsAsked(words).Distinct(StringComparer.Ordinal));
    }

    /// <summary>What readers ask, no question twice: one to three words, a phrase, a beginning, or a word at one outlet.</summary>
    private static IEnumerable<string> AsAsked(string[] words)
    {
        var random = new Random(7);
        for (var i = 0; i < Queries; i++)
        {
            string Word() => words[Pick(random)];
            yield return Uri.EscapeDataString((i % 6) switch
            {
                0 => Word(),
                1 => $"{Word()} {Word()}",
                2 => $"{Word()} {Word()} {Word()}",
                3 => $"\"{Word()} {Word()}\"",
                4 => Word()[..4] + "*",
                _ => string.Create(CultureInfo.InvariantCulture, $"{Word()} provider:outlet{random.Next(200)}"),
            });
        }
    }

    /// <summary>Zipf's law: the thousandth word is a thousand times as rare as the first.</summary>
    private static int Pick(Random random) => (int)Math.Min(Vocabulary - 1, Math.Pow(Vocabulary, random.NextDouble()) - 1);

    private static string[] Words()
    {
        string[] syllables = ["ba", "ce", "di", "fo", "gu", "ha", "jo", "ke", "li", "mo", "nu", "pa", "qui", "re", "si", "to", "vu", "wa", "xe", "zy", "stra", "cle", "bri", "plo", "dru", "gra", "thi"];
        var random = new Random(3);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < Vocabulary)
            words.Add(string.Concat(Enumerable.Range(0, 2 + random.Next(3)).Select(_ => syllables[random.Next(syllables.Length)])));
        return [.. words.Order(StringComparer.Ordinal).OrderBy(word => word.Length)];
    }
}
