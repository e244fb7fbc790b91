using System.Diagnostics;
using System.Text.RegularExpressions;
using Broadsheet.Testing;

namespace Broadsheet.House.Tests;

/// <summary>What every committed text must be.</summary>
public sealed partial class TextTests
{
    [Fact]
    public void EveryRelativeLinkInTheDocumentsLeadsSomewhere()
    {
        var broken = Files("*.md")
            .Where(file => !file.StartsWith("samples/", StringComparison.Ordinal) && !file.StartsWith("tests/corpus/", StringComparison.Ordinal))
            .SelectMany(file => Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))).Select(match => (file, target: match.Groups[1].Value)))
            .Where(link => !link.target.Contains("://", StringComparison.Ordinal) && !link.target.StartsWith('#') && !link.target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(link => !Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(link.file)!, link.target.Split('#')[0])));

        Assert.Empty(broken.Select(link => $"{link.file}: {link.target}"));
    }

    [Fact]
    public void NoSourceCarriesAPromiseForLater()
    {
        var promises = Files("*.cs")
            .Where(file => Promise().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, file))))
            .Where(file => !file.EndsWith("TextTests.cs", StringComparison.Ordinal));

        Assert.Empty(promises);
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static string[] Files(string pattern)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", pattern]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true })!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.True(files.Length > 0 || pattern != "*.cs", "git lists no files");
        return files;
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b|Thread\.Sleep")]
    private static partial Regex Promise();
}
