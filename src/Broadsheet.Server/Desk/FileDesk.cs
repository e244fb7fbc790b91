using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Broadsheet.Feeds;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Runs;
using Broadsheet.Site;

namespace Broadsheet.Server.Desk;

/// <summary>
/// The files that are edited at the desk, topics and the list of feeds: tried before they are saved, checked against what their editor saw,
/// kept as they were before, and in force at once.
/// </summary>
internal sealed partial class FileDesk(LiveSetup setup, Pressroom pressroom, EditorsDesk editors, AccountBook accounts) : IDisposable
{
    /// <summary>Characters a file may have.</summary>
    public const int LongestFile = 1024 * 1024;

    /// <summary>Changes of topics that are shown; more than anybody reads.</summary>
    public const int MostChanges = 300;

    private readonly SemaphoreSlim alone = new(1, 1);

    // A trial reads the whole archive; two at a time would only be slower.
    private readonly SemaphoreSlim trying = new(1, 1);

    /// <summary>The topic files as they are.</summary>
    public IReadOnlyList<(string Name, string Text)> TopicFiles() => [.. TopicReader.Files(setup.ReadSite().Root).OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <summary>A file as it is; null when there is none.</summary>
    /// <param name="path">The list of feeds, or a topic file.</param>
    public string? Read(string path) => File.Exists(FullPath(path)) ? File.ReadAllText(FullPath(path)) : null;

    /// <summary>Whether a path is one of a file that may be edited here. Nothing else of the folder is.</summary>
    public static bool IsOurs(string path) => path == SourceReader.FileName || TopicPath().IsMatch(path);

    /// <summary>Stands for a text, as its editor saw it.</summary>
    public static string SumOf(string? text) => text is null ? "none" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));

    /// <summary>What would happen if a file read so: what is wrong with it, and what it would change.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What it would say; null when it would be gone.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Trial> TryAsync(string path, string? text, CancellationToken cancellation)
    {
        await trying.WaitAsync(cancellation);
        try
        {
            return path == SourceReader.FileName ? TryFeeds(text ?? "") : TryTopics(path, text);
        }
        finally
        {
            trying.Release();
        }
    }

    /// <summary>Saves a file, when it is in order and nobody changed it meanwhile.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text; null to remove it.</param>
    /// <param name="seen">What its editor saw (<see cref="SumOf"/>).</param>
    /// <param name="who">Its editor.</param>
    /// <param name="cancellation">Ends the waiting for the printing.</param>
    public async Task<FileAnswer> SaveAsync(string path, string? text, string seen, Caller who, CancellationToken cancellation)
    {
        text = text?.ReplaceLineEndings("\n");
        if (!IsOurs(path) || text is { Length: > LongestFile })
            return new FileAnswer.Refused([new SiteProblem(path, 0, "", "This cannot be saved here.", "Choose another name, or make it shorter.", IsError: true)]);
        await alone.WaitAsync(cancellation);
        try
        {
            var present = Read(path);
            if (SumOf(present) != seen)
                return new FileAnswer.Conflict(present, accounts.Revisions.Of(path) is [var last, ..] ? last.Who : null);
            if (present == text)
                return new FileAnswer.Saved(Trouble: null);
            var problems = ProblemsOf(path, text);
            if (problems.HasErrors)
                return new FileAnswer.Refused(problems.All);
            Write(path, text);
            accounts.Revisions.Add(path, who.Account.Name, present, text);
            accounts.Audit.Add(who.Account.Name, text is null ? "file-removed" : present is null ? "file-added" : "file-changed", path, $"{SumOf(present)} to {SumOf(text)}", who.From);
        }
        finally
        {
            alone.Release();
        }

        if (path == SourceReader.FileName)
            pressroom.RunSoon();
        return new FileAnswer.Saved(await editors.PrintAsync(cancellation));
    }

    /// <summary>Changes the list of feeds as it is at this moment.</summary>
    /// <param name="change">Changes it; false when there is nothing to change.</param>
    /// <param name="who">Who wants it.</param>
    /// <param name="cancellation">Ends the waiting for the printing.</param>
    public Task<FileAnswer> ChangeFeedsAsync(Func<OpmlDocument, bool> change, Caller who, CancellationToken cancellation)
    {
        var present = Read(SourceReader.FileName);
        var list = present is null ? OpmlDocument.Create("Feeds") : OpmlDocument.Parse(present);
        return change(list)
            ? SaveAsync(SourceReader.FileName, list.ToString(), SumOf(present), who, cancellation)
            : Task.FromResult<FileAnswer>(new FileAnswer.Saved(Trouble: null));
    }

    /// <summary>Has a feed asked again now, whatever was planned.</summary>
    /// <returns>False when there is no such feed.</returns>
    public bool Retry(string url, Caller who)
    {
        using (var newsroom = Newsroom.Open(setup.ReadSite()))
        {
            if (!newsroom.Retry(url, setup.Time.GetUtcNow()))
                return false;
        }

        accounts.Audit.Add(who.Account.Name, "feed-retried", url, "", who.From);
        pressroom.RunSoon();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        alone.Dispose();
        trying.Dispose();
    }

    private Trial TryTopics(string path, string? text)
    {
        var site = setup.ReadSite();
        var problems = new SiteProblems();
        var topics = TopicReader.Read(With(site.Root, path, text), problems);
        if (problems.HasErrors)
            return new Trial(problems.All, [], 0, 0, []);
        using var newsroom = Newsroom.Open(site);
        var changes = newsroom.TopicChanges(topics);
        return new Trial(problems.All, [.. changes.Take(MostChanges)], changes.Count(change => change.IsAdded), changes.Count(change => !change.IsAdded), []);
    }

    private Trial TryFeeds(string text)
    {
        var problems = new SiteProblems();
        var would = SourceReader.ReadText(text, problems);
        var present = SourceReader.ReadText(Read(SourceReader.FileName) ?? "<opml/>", new SiteProblems()).ToDictionary(source => source.Url, StringComparer.Ordinal);
        var changes = would.Where(source => !present.TryGetValue(source.Url, out var was) || was != source)
            .Select(source => (present.ContainsKey(source.Url) ? "changed" : "added", source.Title ?? source.Url, source.Url))
            .Concat(present.Values.Where(source => would.All(other => other.Url != source.Url)).Select(source => ("removed", source.Title ?? source.Url, source.Url)))
            .Select(change => new FeedChange(change.Item1, change.Item2, change.Url));
        return new Trial(problems.All, [], 0, 0, [.. changes]);
    }

    private SiteProblems ProblemsOf(string path, string? text)
    {
        var problems = new SiteProblems();
        if (path == SourceReader.FileName)
            SourceReader.ReadText(text ?? "", problems);
        else
            TopicReader.Read(With(setup.ReadSite().Root, path, text), problems);
        return problems;
    }

    private static IEnumerable<(string Name, string Text)> With(string root, string path, string? text)
    {
        var others = TopicReader.Files(root).Where(file => file.Name != path);
        return text is null ? others : others.Append((path, text));
    }

    private void Write(string path, string? text)
    {
        if (text is not null)
        {
            DurableFile.Replace(FullPath(path), Encoding.UTF8.GetBytes(text));
            return;
        }

        File.Delete(FullPath(path));
        DurableFile.FlushFolder(Path.GetDirectoryName(FullPath(path))!);
    }

    private string FullPath(string path) =>
        IsOurs(path) ? Path.Combine(setup.ReadSite().Root, path) : throw new ArgumentException($"'{path}' is not edited at the desk.", nameof(path));

    [GeneratedRegex(@"\A_data/topics/[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.ya?ml\z")]
    private static partial Regex TopicPath();
}

/// <summary>What a changed file would do.</summary>
/// <param name="Problems">What is wrong with it; with an error among them it cannot be saved.</param>
/// <param name="Changes">Topics that articles of the archive would get or lose, the first 300.</param>
/// <param name="Added">How many would be given in all.</param>
/// <param name="Removed">How many would be taken in all.</param>
/// <param name="Feeds">Feeds that would be added, changed or removed.</param>
public sealed record Trial(IReadOnlyList<SiteProblem> Problems, IReadOnlyList<TopicChange> Changes, int Added, int Removed, IReadOnlyList<FeedChange> Feeds)
{
    /// <summary>Whether it could be saved.</summary>
    public bool IsGood => !Problems.Any(problem => problem.IsError);
}

/// <summary>A feed that would change.</summary>
/// <param name="What"><c>added</c>, <c>changed</c> or <c>removed</c>.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Url">Its address.</param>
public sealed record FeedChange(string What, string Title, string Url);

/// <summary>What came of saving a file.</summary>
public abstract record FileAnswer
{
    private FileAnswer()
    {
    }

    /// <summary>It is saved, and on the disk.</summary>
    /// <param name="Trouble">Why it does not show yet; null when it does.</param>
    public sealed record Saved(string? Trouble) : FileAnswer;

    /// <summary>It is not in order; nothing was saved.</summary>
    /// <param name="Problems">What is wrong with it.</param>
    public sealed record Refused(IReadOnlyList<SiteProblem> Problems) : FileAnswer;

    /// <summary>Somebody changed it meanwhile; nothing was saved.</summary>
    /// <param name="Present">What it says now; null when it is gone.</param>
    /// <param name="By">Who changed it, when it was done at the desk.</param>
    public sealed record Conflict(string? Present, string? By) : FileAnswer;
}
