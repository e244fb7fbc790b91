using System.ComponentModel.DataAnnotations;
using Broadsheet.Site;

namespace Broadsheet.Tests.Site;

public sealed class SettingsFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public sealed class Options
    {
        public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(15);

        [Range(1, 100)]
        public int Most { get; set; } = 10;

        public long Bytes { get; set; } = 1;

        public DayOfWeek Day { get; set; } = DayOfWeek.Monday;

        public List<string> Names { get; set; } = [];

        public Dictionary<string, int> Weights { get; set; } = [];

        public Inner Inner { get; set; } = new();
    }

    public sealed class Inner
    {
        public bool On { get; set; }
    }

    [Fact]
    public void EveryKindOfValueIsRead()
    {
        var site = Open("section:\n  every: 72h\n  most: 7\n  bytes: 15 MB\n  day: friday\n  names: [a, b]\n  weights: { x: 3 }\n  inner:\n    on: true\n");

        var options = site.Settings.Section<Options>("section");

        Assert.Empty(site.Problems.All);
        Assert.Equal(TimeSpan.FromHours(72), options.Every);
        Assert.Equal(7, options.Most);
        Assert.Equal(15 << 20, options.Bytes);
        Assert.Equal(DayOfWeek.Friday, options.Day);
        Assert.Equal(["a", "b"], options.Names);
        Assert.Equal(3, options.Weights["x"]);
        Assert.True(options.Inner.On);
    }

    [Theory]
    [InlineData("section:\n  evry: 5m\n", "section.evry", "Did you mean 'every'?")]
    [InlineData("section:\n  most: 1000\n", "section.most", "between 1 and 100")]
    [InlineData("section:\n  day: someday\n", "section.day", "monday")]
    [InlineData("section:\n  every: soon\n", "section.every", "30s")]
    [InlineData("sectoin:\n  every: 5m\n", "sectoin", "Did you mean 'section'?")]
    [InlineData("section:\n  inner: 5\n", "section.inner", "Indent")]
    public void AMistakeNamesFileLineSettingAndRemedy(string yaml, string setting, string hint)
    {
        var site = Open(yaml);

        site.Settings.Section<Options>("section");
        site.CheckSections();

        var problem = Assert.Single(site.Problems.All);
        Assert.Equal(SiteFolder.SettingsName, problem.File);
        Assert.Equal(setting.Contains('.') ? 4 : 3, problem.Line);
        Assert.Equal(setting, problem.Setting);
        Assert.Contains(hint, problem.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void TheEnvironmentWinsAndSaysSo()
    {
        var site = Open("section:\n  most: 7\n", new Dictionary<string, string> { ["BROADSHEET_SECTION_MOST"] = "9" });

        Assert.Equal(9, site.Settings.Section<Options>("section").Most);
        Assert.Contains(new SettingInForce("section.most", "9", "BROADSHEET_SECTION_MOST"), site.Settings.InForce());
        Assert.Contains(new SettingInForce("section.every", "15m", "default"), site.Settings.InForce());
    }

    [Fact]
    public void TheEnvironmentReachesASettingInsideASetting()
    {
        var site = Open("section:\n  innerPart:\n    mostOfAll: 7\n", new Dictionary<string, string> { ["BROADSHEET_SECTION_INNER_PART_MOST_OF_ALL"] = "9" });

        Assert.Equal(9, site.Settings.Section<OuterOptions>("section").InnerPart.MostOfAll);
        Assert.Contains(new SettingInForce("section.innerPart.mostOfAll", "9", "BROADSHEET_SECTION_INNER_PART_MOST_OF_ALL"), site.Settings.InForce());
    }

    [Fact]
    public void ASiteNeedsTitleAndUrl()
    {
        File.WriteAllText(Path.Combine(folder, SiteFolder.SettingsName), "description: nothing else\n");

        var site = SiteFolder.Open(folder);

        Assert.Equal(["title", "url"], site.Problems.All.Select(problem => problem.Setting).Order());
    }

    [Fact]
    public void AnOldRepositoryIsReadFromItsOwnConfiguration()
    {
        File.WriteAllText(Path.Combine(folder, "_config.yml"), "title: Old\nurl: https://old.example\nbaseurl: \"/apps\"\nplugins:\n  - any\n");

        var site = SiteFolder.Open(folder);

        Assert.Empty(site.Problems.All);
        Assert.Equal(("Old", "/apps"), (site.Masthead.Title, site.Masthead.BaseUrl));
    }

    [Fact]
    public void BrokenYamlNamesTheLine()
    {
        var site = Open("section:\n  names: [a\n  most: 1\n");

        var problem = Assert.Single(site.Problems.All);
        Assert.True(problem.Line is >= 3 and <= 6, problem.ToString());
    }

    private SiteFolder Open(string yaml, Dictionary<string, string>? environment = null)
    {
        File.WriteAllText(Path.Combine(folder, SiteFolder.SettingsName), "title: T\nurl: https://t.example\n" + yaml);
        return SiteFolder.Open(folder, environment: environment);
    }

    private sealed class OuterOptions
    {
        public InnerOptions InnerPart { get; set; } = new();
    }

    private sealed class InnerOptions
    {
        public int MostOfAll { get; set; }
    }
}
