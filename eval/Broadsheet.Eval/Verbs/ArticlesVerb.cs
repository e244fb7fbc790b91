using System.CommandLine;
using System.Globalization;
using Broadsheet.Storage;

namespace Broadsheet.Eval.Verbs;

/// <summary><c>articles</c>: how much is known of the articles of a site that was run: what share of them has each fact.</summary>
internal static class ArticlesVerb
{
    private const int LongestExcerpt = 300;

    // What no reader wants to find below a headline, whoever wrote it.
    private static readonly string[] s_unwanted = ["cookie", "javascript", "newsletter", "read more", "continue reading", "click here", "&amp;", "&#", "&nbsp;", "<"];

    public static Command Create()
    {
        var site = new Option<string>("--site") { Required = true, Description = "The site's folder, after a run." };
        var list = new Option<string?>("--without") { Description = "List the articles that lack this fact: image, author, provider, canonical or excerpt." };
        var command = new Command("articles", "Counts what is known of a site's articles.") { site, list };
        command.SetAction(parse => Run(parse.GetRequiredValue(site), parse.GetValue(list)));
        return command;
    }

    private static int Run(string site, string? without)
    {
        using var store = NewsStore.Open(Path.Combine(site, ".broadsheet", "store.db"));
        var articles = store.Articles.All();
        (string Name, string What, Func<Article, bool> Has)[] facts =
        [
            ("image", "with a picture", article => article.Images.Count > 0),
            ("author", "with an author", article => article.Authors.Count > 0),
            ("provider", "provider's name is not its domain", article => !article.Provider.Name.Equals(article.Provider.Domain, StringComparison.OrdinalIgnoreCase)),
            ("canonical", "canonical address is not the original", article => article.CanonicalUrl != article.OriginalUrl),
            ("excerpt", "excerpt of whole, clean sentences", article => IsClean(article.Excerpt)),
        ];
        foreach (var fact in facts)
        {
            var count = articles.Count(fact.Has);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fact.What}: {count} of {articles.Count} ({100.0 * count / Math.Max(1, articles.Count):0.0}%)"));
            if (fact.Name != without)
                continue;
            foreach (var article in articles.Where(article => !fact.Has(article)))
                Console.WriteLine($"  {article.OriginalUrl}\t{article.Title}\t{article.Excerpt}");
        }

        return 0;
    }

    private static bool IsClean(string excerpt) =>
        excerpt.Length is > 0 and <= LongestExcerpt
        && excerpt[^1] is '.' or '!' or '?' or '。' or '！' or '？' or '।' or '”' or '"' or '»' or '」' or ')' or '“' or '\''  or '’'
        && !excerpt.EndsWith("...", StringComparison.Ordinal)
        && !s_unwanted.Any(word => excerpt.Contains(word, StringComparison.OrdinalIgnoreCase));
}
