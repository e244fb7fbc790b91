using Broadsheet.Feeds;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Desk.Pages;
using Broadsheet.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Desk;

/// <summary>Topics and feeds: their files, and how feeds are doing.</summary>
internal static class FileRoutes
{
    public static void Map(RouteGroupBuilder desk)
    {
        desk.MapGet("/topics", Topics);
        desk.MapGet("/topics/edit", EditTopic);
        desk.MapPost("/topics/edit", ChangeTopicAsync).OnlyFor(Scopes.Topics).WithMetadata(new LargeForm());
        desk.MapGet("/feeds", Feeds);
        desk.MapPost("/feeds", ChangeFeedAsync).OnlyFor(Scopes.Feeds);
        desk.MapGet("/feeds/edit", (HttpContext http, FileDesk files, AccountBook book, long? text) => Edit(http, files, book, SourceReader.FileName, text));
        desk.MapPost("/feeds/edit", ChangeListAsync).OnlyFor(Scopes.Feeds).WithMetadata(new LargeForm());
    }

    private static RazorComponentResult Topics(HttpContext http, FileDesk files, Newsstand stand)
    {
        var topics = TopicReader.Read(files.TopicFiles(), new SiteProblems()).ToDictionary(topic => topic.File!, StringComparer.Ordinal);
        var counts = stand.Current?.Articles.SelectMany(placed => placed.Article.Topics).CountBy(match => match.Topic, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal) ?? [];
        var lines = files.TopicFiles()
            .Select(file => (System.IO.Path.GetFileName(file.Name), topics.GetValueOrDefault(file.Name), topics.GetValueOrDefault(file.Name) is { } topic ? counts.GetValueOrDefault(topic.Name) : 0))
            .ToList();
        return DeskRoutes.Page<TopicsPage>(new { Desk = Context(http), Topics = (IReadOnlyList<(string, Topic?, int)>)lines });
    }

    private static RazorComponentResult EditTopic(HttpContext http, FileDesk files, AccountBook book, string? file, long? text) =>
        TopicPath(file) is { } path ? Edit(http, files, book, path, text) : NoSuchFile(http);

    private static async Task<IResult> ChangeTopicAsync(HttpContext http, FileDesk files, AccountBook book)
    {
        var fields = await DeskFields.ReadAsync(http);
        return TopicPath(fields["file"]) is { } path ? await ChangeAsync(http, files, book, path, fields, "/topics") : NoSuchFile(http);
    }

    private static async Task<IResult> ChangeListAsync(HttpContext http, FileDesk files, AccountBook book) =>
        await ChangeAsync(http, files, book, SourceReader.FileName, await DeskFields.ReadAsync(http), "/feeds");

    private static RazorComponentResult Edit(HttpContext http, FileDesk files, AccountBook book, string path, long? number)
    {
        var present = files.Read(path);
        var earlier = number is { } wanted && book.Revisions.Find(wanted) is { } revision && revision.Path == path ? revision.Before : null;
        return Page(http, files, book, path, earlier ?? present ?? Template(path), FileDesk.SumOf(present), StatusCodes.Status200OK);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, FileDesk files, AccountBook book, string path, DeskFields fields, string list)
    {
        // Forms end lines as mails do.
        var text = fields["text"].ReplaceLineEndings("\n");
        if (fields["do"] == "try")
            return Page(http, files, book, path, text, fields["seen"], StatusCodes.Status200OK, await files.TryAsync(path, text, http.RequestAborted));
        if (fields["do"] is not ("save" or "remove") || fields["do"] == "remove" && path == SourceReader.FileName)
            return DeskRoutes.Message(http, StatusCodes.Status400BadRequest, "That cannot be done", "The form does not say what is to be done.");
        var wanted = fields["do"] == "remove" ? null : text;
        switch (await files.SaveAsync(path, wanted, fields["seen"], Caller.Required(http), http.RequestAborted))
        {
            case FileAnswer.Saved saved:
                return TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}{list}?saved={Uri.EscapeDataString(System.IO.Path.GetFileName(path))}{(saved.Trouble is null ? "" : "&late=1")}");
            case FileAnswer.Conflict conflict:
                return Page(http, files, book, path, text, FileDesk.SumOf(conflict.Present), StatusCodes.Status409Conflict, trial: null, conflict);
            case FileAnswer.Refused refused:
                return Page(http, files, book, path, text, fields["seen"], StatusCodes.Status400BadRequest, new Trial(refused.Problems, [], 0, 0, []));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static RazorComponentResult Feeds(HttpContext http, Newsstand stand)
    {
        if (stand.Current is not { } news)
            return DeskRoutes.Message(http, StatusCodes.Status503ServiceUnavailable, "One moment", "The news are being read from the store.");
        var feeds = news.Edition.Sources.Zip(news.Feeds).OrderByDescending(feed => feed.First.IsPaused ? Polling.HealthVerdict.New : feed.Second.Verdict).ThenBy(feed => feed.First.Title ?? feed.First.Url, StringComparer.OrdinalIgnoreCase).ToList();
        return DeskRoutes.Page<FeedsPage>(new { Desk = Context(http), Feeds = (IReadOnlyList<(Source, Polling.FeedHealth)>)feeds });
    }

    private static async Task<IResult> ChangeFeedAsync(HttpContext http, FileDesk files)
    {
        var fields = await DeskFields.ReadAsync(http);
        var (url, caller) = (fields["url"].Trim(), Caller.Required(http));
        FileAnswer answer;
        switch (fields["do"])
        {
            case "retry":
                return files.Retry(url, caller) ? Done(http, "asked") : DeskRoutes.Message(http, StatusCodes.Status404NotFound, "It is not there", "There is no such feed.");
            case "pause" or "resume":
                answer = await files.ChangeFeedsAsync(list => list.Find(url) is { } feed && list.Update(feed with { Paused = fields["do"] == "pause" }), caller, http.RequestAborted);
                break;
            case "add" when WebAddress.From(url) is not null:
                var feed = new OpmlFeed
                {
                    XmlUrl = url,
                    Title = Text(fields["title"]),
                    Kind = fields["kind"] == "curated" ? "curated" : null,
                    Folders = Publishing.PlainText.Of(fields["folder"]).Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                };
                answer = await files.ChangeFeedsAsync(
                    list =>
                    {
                        if (list.Find(url) is not null)
                            return false;
                        list.Add(feed);
                        return true;
                    },
                    caller,
                    http.RequestAborted);
                break;
            default:
                return DeskRoutes.Message(http, StatusCodes.Status400BadRequest, "That cannot be done", "Write the feed's own address, absolute, with http or https.");
        }

        return answer is FileAnswer.Saved ? Done(http, "changed") : DeskRoutes.Message(http, StatusCodes.Status409Conflict, "Somebody was faster", "The list of feeds was changed at the same moment. Try again.");
    }

    private static RedirectHttpResult Done(HttpContext http, string what) => TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}/feeds?{what}=1");

    private static RazorComponentResult Page(
        HttpContext http, FileDesk files, AccountBook book, string path, string text, string seen, int status, Trial? trial = null, FileAnswer.Conflict? conflict = null) =>
        DeskRoutes.Page<FilePage>(
            new { Desk = DeskContext.Of(http), Path = path, Text = text, Seen = seen, Exists = files.Read(path) is not null, Trial = trial, Conflict = conflict, Revisions = book.Revisions.Of(path) },
            status);

    private static DeskContext Context(HttpContext http)
    {
        var query = http.Request.Query;
        var notice = query.ContainsKey("saved") ? "Saved, and in force." : query.ContainsKey("asked") ? "It is asked with the next run, which begins now." : query.ContainsKey("changed") ? "The list of feeds is changed." : null;
        return DeskContext.Of(http, notice, query.ContainsKey("late") ? "The pages could not be printed at once; see Now." : null);
    }

    private static RazorComponentResult NoSuchFile(HttpContext http) =>
        DeskRoutes.Message(http, StatusCodes.Status404NotFound, "There is no such file", "A topic's file is named like 20-ships.yaml: letters, digits, dots and dashes.");

    private static string? TopicPath(string? file) => FileDesk.IsOurs($"{TopicReader.Folder}/{file}") ? $"{TopicReader.Folder}/{file}" : null;

    private static string? Text(string text) => Publishing.PlainText.Of(text) is { Length: > 0 } plain ? plain : null;

    private static string Template(string path) => path == SourceReader.FileName
        ? OpmlDocument.Create("Feeds").ToString()
        : "taxonomy: topic\n_id: ships\nname: Ships\nparent: \nkeywords:\n  - ship\n  - ships\n";

    /// <summary>A file of topics or feeds is larger than what else is sent.</summary>
    private sealed class LargeForm : IRequestSizeLimitMetadata
    {
        // Each character may take nine bytes: three in UTF-8, and three letters for each in a form.
        public long? MaxRequestBodySize => 4 * FileDesk.LongestFile;
    }
}
