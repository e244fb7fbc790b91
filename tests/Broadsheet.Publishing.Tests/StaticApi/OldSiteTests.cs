using System.Text;
using System.Text.RegularExpressions;
using Broadsheet.Publishing.Records;
using Broadsheet.Publishing.Sitemaps;
using Broadsheet.Publishing.StaticApi;
using Broadsheet.Site;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.StaticApi;

/// <summary>A site folder of the old system, adopted and published again: what others depend on comes out to the byte.</summary>
public sealed partial class OldSiteTests
{
    [Fact]
    public void EveryCurrentFileOfTheApiComesOut()
    {
        var (site, edition) = Adopt();
        var options = site.Settings.Section<ApiOptions>("api");
        var planned = new StaticApiPublisher(options).Plan(edition).ToDictionary(file => file.Path, TextOf, StringComparer.Ordinal);

        var current = Directory.EnumerateFiles(Path.Combine(site.Root, "api/news"), "index.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(site.Root, file).Replace('\\', '/'))
            .Where(path => !Alias().IsMatch(path))
            .ToList();

        Assert.Equal(current.Order(StringComparer.Ordinal), planned.Keys.Order(StringComparer.Ordinal));
        Assert.All(current, path => Assert.Equal(TextIn(site, path), planned[path]));
    }

    [Fact]
    public void TheOldestSpellingsOfPagesComeOutWhenAskedFor()
    {
        var (site, edition) = Adopt();
        var options = new ApiOptions { Profile = ApiProfile.Compat, AliasPages = true, OnlyTopicsWithService = true, UtcSince = Some.Moment };
        var planned = new StaticApiPublisher(options).Plan(edition).Where(file => Alias().IsMatch(file.Path)).ToList();

        Assert.Equal(10, planned.Count);
        Assert.All(planned, file => Assert.Equal(TextIn(site, file.Path), TextOf(file)));
    }

    [Fact]
    public void TheSitemapComesOut()
    {
        var (site, edition) = Adopt();

        var file = Assert.Single(new NewsSitemapPublisher(site.Settings.Section<SitemapOptions>("sitemap")).Plan(edition));

        Assert.Equal(TextIn(site, file.Path), TextOf(file));
    }

    [Fact]
    public void TheRecordsComeOut()
    {
        var (site, edition) = Adopt();

        var planned = new RecordsPublisher(new RecordsOptions()).Plan(edition).ToList();

        Assert.Equal(Directory.GetFiles(Path.Combine(site.Root, "_news"), "*.md").Length, planned.Count);
        Assert.All(planned, file => Assert.Equal(TextIn(site, file.Path), TextOf(file)));
    }

    private static (SiteFolder Site, Edition Edition) Adopt()
    {
        var root = DevelopmentData.Find("sites/power-apps-2021");
        Assert.SkipWhen(root is null, DevelopmentData.Absent);
        var site = SiteFolder.Open(root, SettingsPath());
        var organizations = OrganizationReader.Read(site.Root, site.Problems);
        var adoption = new RecordAdoption(site.Settings.Section<AdoptionOptions>("adoption"), organizations);
        var edition = new Edition
        {
            At = Some.Moment,
            Masthead = site.Masthead,
            Stories = adoption.Adopt(RecordFolder.Read(site.Root, site.Problems)),
            Topics = TopicReader.Read(site.Root, site.Problems),
            Organizations = organizations,
        };
        Assert.Empty(site.Problems.All);
        return (site, edition);
    }

    private static string SettingsPath() => Path.Combine(Repository.Root, "eval", "sites", "power-apps.yml");

    private static string TextOf(PlannedFile file) => Encoding.UTF8.GetString(file.Render().Span);

    private static string TextIn(SiteFolder site, string path) =>
        File.ReadAllText(Path.Combine(site.Root, path)).Replace("\r\n", "\n", StringComparison.Ordinal);

    [GeneratedRegex("/page[0-9]+/")]
    private static partial Regex Alias();
}
