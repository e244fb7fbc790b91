using System.Diagnostics;
using System.Globalization;
using System.Text;
using Broadsheet.Publishing.Records;

namespace Broadsheet.Cli.Delivery;

/// <summary>Commits what was printed to the repository the site lies in. Pushes only when told to.</summary>
/// <param name="root">Path of the site folder.</param>
internal sealed class GitDelivery(string root)
{
    // Only what we print: an operator's half-written settings are no news.
    private static readonly string[] Printed = ["_news", "_archive", "_newsletters", "api", "compat", "assets", "public", "news-sitemap.xml"];

    private const int HeadlinesShown = 20;

    /// <summary>Commits, when anything changed.</summary>
    /// <param name="at">The moment of the edition; the commit bears it, so that the same run gives the same commit.</param>
    /// <param name="pushes">Whether to push after a commit.</param>
    /// <returns>What was done, a sentence.</returns>
    /// <exception cref="GitException">Git refuses.</exception>
    public string Deliver(DateTimeOffset at, bool pushes)
    {
        if (!TryGit(["rev-parse", "--is-inside-work-tree"], out _))
            throw new GitException($"{root} is in no git repository. Run 'git init' there first, or leave out --to git.");
        var present = Printed.Where(name => Path.Exists(Path.Combine(root, name)) || Git(["ls-files", "--", name]).Length > 0).ToArray();
        if (present.Length > 0)
            Git(["add", "--all", "--", .. present]);
        var changes = Git(["diff", "--cached", "--name-status", "--no-renames", "-z", "--relative", "--", .. present]).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        if (present.Length == 0 || changes.Length == 0)
            return "Nothing changed; nothing was committed.";
        var message = MessageOf([.. changes.Chunk(2).Select(change => (Kind: change[0][0], Path: change[1]))]);
        Git([.. Author(), "commit", "--quiet", "--cleanup=verbatim", "--file=-", "--", .. present], message, at);
        if (pushes)
            Git(["push", "--quiet"]);
        return $"Committed: {message[..message.IndexOf('\n', StringComparison.Ordinal)]}" + (pushes ? " And pushed." : "");
    }

    private string MessageOf((char Kind, string Path)[] changes)
    {
        var records = changes.Where(change => change.Path.StartsWith("_news/", StringComparison.Ordinal)).ToList();
        string[] counts =
        [
            .. Counted(records.Count(change => change.Kind == 'A'), "new article"),
            .. Counted(records.Count(change => change.Kind == 'M'), "changed article"),
            .. Counted(records.Count(change => change.Kind == 'D'), "removed article"),
        ];
        var message = new StringBuilder();
        message.Append("Publish ").Append(counts.Length > 0 ? string.Join(", ", counts) : Counted(changes.Length, "file")[0]).Append('\n');
        var headlines = records.Where(change => change.Kind == 'A').Select(change => HeadlineOf(change.Path)).OfType<string>().Order(StringComparer.Ordinal).ToList();
        if (headlines.Count > 0)
            message.Append('\n');
        foreach (var headline in headlines.Take(HeadlinesShown))
            message.Append("- ").Append(headline).Append('\n');
        if (headlines.Count > HeadlinesShown)
            message.Append(CultureInfo.InvariantCulture, $"- and {headlines.Count - HeadlinesShown} more\n");
        return message.ToString();
    }

    private static string[] Counted(int count, string what) => count switch
    {
        0 => [],
        1 => [$"1 {what}"],
        _ => [string.Create(CultureInfo.InvariantCulture, $"{count} {what}s")],
    };

    /// <summary>A publisher chooses the headline: in one line and of some length.</summary>
    private string? HeadlineOf(string path)
    {
        if (RecordReader.Read(File.ReadAllBytes(Path.Combine(root, path))) is not RecordReading.Done { Record.Title: var title })
            return null;
        var line = string.Concat(title.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= 100 ? line : line[..100] + "…";
    }

    /// <summary>Who commits, where the operator told git nothing.</summary>
    private string[] Author() =>
        TryGit(["config", "user.email"], out var address) && address.Trim().Length > 0 ? [] : ["-c", "user.name=Broadsheet", "-c", "user.email=broadsheet@localhost"];

    private string Git(string[] arguments, string? input = null, DateTimeOffset? at = null)
    {
        var (exit, output, error) = Run(arguments, input, at);
        return exit == 0 ? output : throw new GitException($"git {string.Join(' ', arguments.TakeWhile(argument => argument != "--"))}: {error.Trim()}");
    }

    private bool TryGit(string[] arguments, out string output)
    {
        (var exit, output, _) = Run(arguments, null, null);
        return exit == 0;
    }

    private (int Exit, string Output, string Error) Run(string[] arguments, string? input, DateTimeOffset? at)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        // Asked for a password, it must not wait for one.
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        if (at is { } moment)
            start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = string.Create(CultureInfo.InvariantCulture, $"{moment.ToUnixTimeSeconds()} +0000");
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new GitException("git is not installed, or not on the path.", e);
        }

        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            if (input is not null)
                process.StandardInput.Write(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
    }
}

/// <summary>Git refuses; the message says what it said.</summary>
internal sealed class GitException(string message, Exception? inner = null) : Exception(message, inner);
