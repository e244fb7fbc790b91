using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Website;

public sealed class ThemeTests
{
    [Fact]
    public void ASiteOverridesSingleFiles()
    {
        var folder = Directory.CreateTempSubdirectory("theme").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "templates"));
            Directory.CreateDirectory(Path.Combine(folder, "assets"));
            File.WriteAllText(Path.Combine(folder, "templates", "404.liquid"), "<p>Lost at sea, {{ site.title }}: {{ page.secret }}{{ site.title.length }}</p>");
            File.WriteAllText(Path.Combine(folder, "assets", "tokens.css"), ":root{--paper:#fff}\n");
            var theme = Theme.Load(overrides: folder);

            var site = Site.Plan(Some.Edition(), theme: theme);

            Assert.Contains("<p>Lost at sea, The Gazette: </p>", site["public/404.html"].Text(), StringComparison.Ordinal);
            Assert.StartsWith(":root{--paper:#fff}", site["public/assets/theme/style.css"].Text(), StringComparison.Ordinal);
            Assert.NotEqual(Site.Plan(Some.Edition())["public/about/index.html"].InputHash, site["public/about/index.html"].InputHash);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void AFaultInATemplateNamesTheFile()
    {
        var folder = Directory.CreateTempSubdirectory("theme").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "templates"));
            File.WriteAllText(Path.Combine(folder, "templates", "topic.liquid"), "{% if %}");

            var fault = Assert.Throws<InvalidDataException>(() => Site.Plan(Some.Edition(), theme: Theme.Load(overrides: folder)));

            Assert.Contains("theme/templates/topic.liquid", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What QualityScorer and the adoption of records give points for, in every language there is.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void EverySignalOfQualityHasAName(string language)
    {
        var strings = new ThemeStrings(Theme.Load(), language);

        Assert.All(
            new[] { "curated-source", "listed-provider", "picture", "amp", "player", "topics", "keywords", "title-length", "excerpt", "record" },
            signal => Assert.NotEqual("signal." + signal, strings["signal." + signal]));
    }

    [Fact]
    public void AnUnknownThemeIsNamedWithTheKnownOnes() =>
        Assert.Contains("broadsheet", Assert.Throws<ArgumentException>(() => Theme.Load("tabloid")).Message, StringComparison.Ordinal);
}
