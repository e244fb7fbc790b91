using System.Text;
using System.Text.RegularExpressions;
using Broadsheet.Publishing.Newsletters;
using Broadsheet.Publishing.Website;
using Broadsheet.Testing;
using YamlDotNet.RepresentationModel;

namespace Broadsheet.Publishing.Tests.Newsletters;

public sealed partial class NewsletterRecordTests
{
    [Fact]
    public void TheFrontMatterIsTheFormats()
    {
        var text = Record(Some.Edition(
            Some.Story(Some.Article(title: "Say \"yes\"", quality: 99)), Some.Story(Some.Article(title: "Two", quality: 98)), Some.Story(Some.Article(title: "Three", quality: 97)), Some.Story(Some.Article(title: "Four", quality: 96))));

        Assert.StartsWith(
            """
            ---
            title: "The Gazette (2026-03-04)"
            excerpt: "Say \"yes\" / Two / Three"
            publishedDateTime: 2026-03-04T12:00:00Z
            webUrl: "https://gazette.example/newsletter/the-gazette-2026-03-04/"
            type: article

            topics:
              - Harbour

            ---
            <!DOCTYPE html>
            """.ReplaceLineEndings("\n"),
            text,
            StringComparison.Ordinal);
        Assert.Equal("_newsletters/the-gazette-2026-03-04.html", NewsletterRecord.PathOf("the-gazette-2026-03-04"));
    }

    /// <summary>Records of the old system have the same keys in the same order; ours leave out <c>secured</c>.</summary>
    [Fact]
    public void TheKeysAreThoseOfTheOldSystem()
    {
        var folder = DevelopmentData.Find("sites/power-apps-2021/_newsletters");
        Assert.SkipWhen(folder is null, DevelopmentData.Absent);
        var ours = Keys(Record(Some.Edition(Some.Story(Some.Article()))));

        Assert.All(Directory.EnumerateFiles(folder!, "*.html"), file => Assert.Equal(Keys(File.ReadAllText(file)).Where(key => key != "secured"), ours));
    }

    /// <summary>The old system let <c>{link_color}</c> and <c>{can-spam}</c> out in 650 of 650 newsletters.</summary>
    [Fact]
    public void NoPlaceholderIsLeftAndNoneCanComeIn()
    {
        var text = Record(Hostile.HostileEdition.With("{{ site.secret }} {% include x %} {can-spam}", "https://gazette.example/a"));

        Assert.DoesNotContain("{{", text[text.IndexOf("<!DOCTYPE", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("{%", text[text.IndexOf("<!DOCTYPE", StringComparison.Ordinal)..], StringComparison.Ordinal);
        var plain = Record(Some.Edition(Some.Story(Some.Article())));
        Assert.DoesNotMatch(Placeholder(), Style().Replace(plain, ""));
    }

    private static string Record(Edition edition)
    {
        var theme = Theme.Load();
        var newsletter = new NewsletterEditor(new NewsletterOptions(), theme).Compose(edition, new DateOnly(2026, 3, 4), ToldStories.Nothing).Newsletter!;
        return Encoding.UTF8.GetString(NewsletterRecord.Write(newsletter, new NewsletterPrinter(theme).Html(newsletter, NewsletterLinks.Public)));
    }

    private static IEnumerable<string> Keys(string record)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(record[4..record.IndexOf("\n---\n", StringComparison.Ordinal)]));
        return ((YamlMappingNode)yaml.Documents[0].RootNode).Children.Keys.Select(key => ((YamlScalarNode)key).Value!);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
