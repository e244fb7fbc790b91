using System.Diagnostics;
using System.Globalization;
using Broadsheet.Publishing;
using Broadsheet.Site;

namespace Broadsheet.Bench.Peers;

/// <summary>Thirty days of a site that is published to a git repository twelve times a day.</summary>
internal static class Days
{
    private const int RunsPerDay = 12;
    private const int Warmup = 1200;

    public static void Publish(string folder, int days)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "broadsheet.yml"), "title: The Gazette\nurl: https://gazette.example\n");
        File.WriteAllText(Path.Combine(folder, ".gitignore"), ".broadsheet/\n");
        Git(folder, "init", "--quiet");
        var site = SiteFolder.Open(folder);
        // A site of a month already, so that lists are as long as they will be.
        var edition = Newspaper.Edition(Warmup);
        var press = PrintingPress.Open(site, null);
        press.Print(edition);
        Commit(folder);
        var before = Size(folder);
        var random = new Random(1);
        var (number, runs, idle, idleFiles, written, commits) = (0, 0, 0, 0, 0L, 0);
        for (var run = 0; run < days * RunsPerDay; run++)
        {
            // By night little is published: a third of the runs have no news, the others up to ten reports, forty a day in the mean.
            var news = run % 3 == 2 ? 0 : random.Next(0, 11);
            for (var i = 0; i < news; i++, number++)
                edition = Newspaper.With(edition, number, isStory: random.Next(5) > 0);
            press = press.Reopen(site, null);
            var report = press.Print(edition with { At = edition.At.AddHours(2 * run) });
            runs++;
            if (news == 0)
            {
                idle++;
                idleFiles += report.Written.Count + report.Removed.Count;
            }

            written += report.Written.Count;
            commits += Commit(folder) ? 1 : 0;
        }

        var loose = Size(folder);
        Git(folder, "gc", "--quiet", "--prune=now");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $$"""{"days":{{days}},"runs":{{runs}},"articles":{{number}},"commits":{{commits}},"filesWritten":{{written}},"filesPerArticle":{{(double)written / number:F1}},"idleRuns":{{idle}},"filesWrittenInIdleRuns":{{idleFiles}},"repositoryMbBefore":{{before / 1e6:F1}},"repositoryMbLoose":{{loose / 1e6:F1}},"repositoryMbAfterGc":{{Size(folder) / 1e6:F1}},"workTreeMb":{{WorkTree(folder) / 1e6:F1}}}"""));
    }

    private static bool Commit(string folder)
    {
        Git(folder, "add", "--all");
        if (Git(folder, "status", "--porcelain").Length == 0)
            return false;
        Git(folder, "-c", "user.name=Broadsheet", "-c", "user.email=broadsheet@localhost", "-c", "gc.auto=0", "commit", "--quiet", "--message=Publish");
        return true;
    }

    private static long Size(string folder) => new DirectoryInfo(Path.Combine(folder, ".git")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private static long WorkTree(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => !file.FullName.Contains("/.git/", StringComparison.Ordinal) && !file.FullName.Contains("/.broadsheet/", StringComparison.Ordinal)).Sum(file => file.Length);

    private static string Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : throw new InvalidOperationException($"git {arguments[0]} failed");
    }
}
