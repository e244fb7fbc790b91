using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests;

public sealed partial class SlugTests
{
    [Theory]
    [InlineData("Biden’s pledge", "bidens-pledge")]
    [InlineData("9/11 memorial, ABC/Ipsos poll", "911-memorial-abcipsos-poll")]
    [InlineData("Woodward—until now", "woodwarduntil-now")]
    [InlineData("A & B", "a-b")]
    [InlineData("Café â la crème", "cafe-a-la-creme")]
    [InlineData("Cafe\u0301 au lait", "cafe-au-lait")]
    [InlineData("  - spaced \u00a0 out -- ", "spaced-out")]
    [InlineData("Việt Nam", "viet-nam")]
    [InlineData("Tromsø, Łódź & Gießen", "tromso-lodz-giessen")]
    [InlineData("../../etc/passwd", "etcpasswd")]
    [InlineData("<script>alert(1)</script>", "scriptalert1script")]
    [InlineData("港の新聞", "")]
    public void ATitleBecomes(string title, string slug) => Assert.Equal(slug, Slug.Of(title));

    [Fact]
    public void ALongTitleIsCutBackToAWholeWord()
    {
        var title = string.Join(' ', Enumerable.Repeat("harbour", 30));

        var slug = Slug.Of(title);

        Assert.Equal(string.Join('-', Enumerable.Repeat("harbour", 18)), slug);
    }

    [Fact]
    public void AnyTitleGivesASafeName() =>
        Gen.String.Sample(title => Safe().IsMatch(Slug.Of(title)) && Slug.Of(title).Length <= 145);

    [Fact]
    public void MarksFallOffAsUnicodeDecomposesThem()
    {
        // The runtime normalises only with its own culture data, which tests do not have either; the decompositions
        // are therefore told by the letters' names: what is no letter with a mark stays.
        Assert.Equal('e', Diacritics.Without('é'));
        Assert.Equal('a', Diacritics.Without('ậ'));
        Assert.Equal('Æ', Diacritics.Without('Æ'));
        Assert.Equal('ω', Diacritics.Without('ώ'));
        Assert.True(Diacritics.IsMark('\u0301'));
    }

    [Fact]
    public void TheOldSystemsNamesComeOut()
    {
        if (DevelopmentData.Find("sites/power-apps-2021/_news") is not { } folder)
        {
            Assert.Skip(DevelopmentData.Absent);
            return;
        }

        var files = Directory.GetFiles(folder, "*.md");
        var equal = files.Count(file => Path.GetFileNameWithoutExtension(file)[11..] == Slug.Of(TitleIn(File.ReadAllText(file, Encoding.UTF8))));

        // A name keeps the title of the first day; titles were changed later in a few records.
        Assert.InRange(equal, files.Length - 8, files.Length);
    }

    private static string TitleIn(string record) => Title().Match(record).Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex("^title: \"(.*)\"\r?$", RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex(@"\A(?:[a-z0-9]+(?:-[a-z0-9]+)*)?\z")]
    private static partial Regex Safe();
}

public sealed class RecordPathTests
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    [Theory]
    [InlineData("2026-03-04T07:59:59Z", "_news/2026-03-03-ferry-returns.md")]
    [InlineData("2026-03-04T08:00:00Z", "_news/2026-03-04-ferry-returns.md")]
    [InlineData("2026-07-04T06:59:59Z", "_news/2026-07-03-ferry-returns.md")]
    public void TheDayIsTheSitesDay(string published, string path) =>
        Assert.Equal(path, RecordPath.For("Ferry returns", DateTimeOffset.Parse(published, CultureInfo.InvariantCulture), Pacific, _ => false));

    [Fact]
    public void ATakenPathIsCounted()
    {
        HashSet<string> taken = ["_news/2026-03-04-ferry-returns.md", "_news/2026-03-04-ferry-returns-2.md"];

        Assert.Equal("_news/2026-03-04-ferry-returns-3.md", RecordPath.For("Ferry returns", Some.Moment, TimeZoneInfo.Utc, taken.Contains));
    }

    [Fact]
    public void ATitleWithoutLatinLettersStillHasAStableName()
    {
        var path = RecordPath.For("港の新聞", Some.Moment, TimeZoneInfo.Utc, _ => false);

        Assert.Equal(path, RecordPath.For("港の新聞", Some.Moment, TimeZoneInfo.Utc, _ => false));
        Assert.NotEqual(path, RecordPath.For("港の天気", Some.Moment, TimeZoneInfo.Utc, _ => false));
        Assert.Matches(@"\A_news/2026-03-04-[0-9a-f]{12}\.md\z", path);
    }
}
