using System.Diagnostics;
using System.Text.Json;

namespace Broadsheet.Cli.Tests;

/// <summary>Delivery of what was printed, with a real git.</summary>
public sealed class PublishCommandTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-git-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void GitGetsACommitOnlyWhenSomethingChanged()
    {
        var site = MakeSite();
        Record(site, "ferry-back", "Ferry\\nback \\\"at last\\\"");
        Git(site, "init", "--quiet", "--initial-branch=main");

        Assert.Equal(0, Broadsheet("publish", site, "--to", "git", "--now", "2026-03-07T18:00:00Z").Exit);
        var log = Git(site, "log", "--format=%an|%aI|%B");
        Assert.StartsWith("Broadsheet|2026-03-07T18:00:00+00:00|Publish 1 new article", log, StringComparison.Ordinal);
        Assert.Contains("- Ferry back \"at last\"", log, StringComparison.Ordinal);

        var again = Broadsheet("publish", site, "--to", "git", "--now", "2026-03-07T20:00:00Z");
        Assert.Equal(0, again.Exit);
        Assert.Contains("Nothing changed", again.Output, StringComparison.Ordinal);
        Assert.Equal("1", Git(site, "rev-list", "--count", "HEAD").Trim());
        // The operator's own files are not swept along.
        Assert.DoesNotContain("broadsheet.yml", Git(site, "ls-files"), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutARepositoryTheRemedyIsNamed()
    {
        var site = MakeSite();

        var (exit, _, error) = Broadsheet("publish", site, "--to", "git");

        Assert.NotEqual(0, exit);
        Assert.Contains("git init", error, StringComparison.Ordinal);
    }

    [Fact]
    public void PushingWithoutACommitIsAMistakeOfTheCaller() => Assert.NotEqual(0, Broadsheet("publish", MakeSite(), "--push").Exit);

    [Fact]
    public void NewLaysOutWhatAPlaceNeeds()
    {
        Assert.Equal(0, Broadsheet("new", Path.Combine(root, "p"), "--deploy", "pages").Exit);
        Assert.Equal(0, Broadsheet("new", Path.Combine(root, "c"), "--deploy", "container").Exit);

        Assert.Contains("deploy-pages", File.ReadAllText(Path.Combine(root, "p/.github/workflows/publish.yml")), StringComparison.Ordinal);
        Assert.Contains("ENTRYPOINT", File.ReadAllText(Path.Combine(root, "c/Containerfile")), StringComparison.Ordinal);
        // Decisions of editors lie in the folder, and a container that had a copy would lose them.
        Assert.Contains("volumes: [\".:/site\"]", File.ReadAllText(Path.Combine(root, "c/compose.yml")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(root, "c/.dockerignore")));
    }

    [Fact]
    public void NewTellsAMachineWhatItMade()
    {
        var folder = Path.Combine(root, "j");

        using var made = JsonDocument.Parse(Broadsheet("new", folder, "--json").Output);

        Assert.Equal(folder, made.RootElement.GetProperty("folder").GetString());
        Assert.Equal(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal),
            made.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetString()));
    }

    [Fact]
    public void WhatAGeneratorNeedsIsLaidOutOnce()
    {
        var site = MakeSite();
        Broadsheet("publish", site, "--profile", "hugo");
        var settings = Path.Combine(site, "hugo.toml");
        Assert.Contains("publishDir", File.ReadAllText(settings), StringComparison.Ordinal);

        File.WriteAllText(settings, "mine");
        Broadsheet("publish", site, "--profile", "hugo");

        Assert.Equal("mine", File.ReadAllText(settings));
    }

    private string MakeSite()
    {
        var site = Path.Combine(root, "site");
        Broadsheet("new", site, "--title", "The Gazette");
        return site;
    }

    private static void Record(string site, string slug, string title)
    {
        Directory.CreateDirectory(Path.Combine(site, "_news"));
        File.WriteAllText(Path.Combine(site, "_news", $"2026-03-04-{slug}.md"), $"---\ncategory: news\ntitle: \"{title}\"\nexcerpt: \"It sailed.\"\npublishedDateTime: 2026-03-04T08:00:00Z\noriginalUrl: \"https://gazette.example/{slug}\"\nwebUrl: \"https://gazette.example/{slug}\"\ntype: article\nquality: 100\nheat: 100\npublished: true\n\nprovider:\n  name: Gazette\n  domain: gazette.example\n\ntopics:\n  - News\n\n---\n\n");
    }

    private static string Git(string folder, params string[] arguments) => Run("git", ["-C", folder, .. arguments]).Output;

    private static (int Exit, string Output, string Error) Broadsheet(params string[] arguments) =>
        Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "broadsheet.dll"), .. arguments]);

    private static (int Exit, string Output, string Error) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Whoever runs the tests may have told git who he is; the site's own words are wanted.
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_SYSTEM"] = "/dev/null";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
