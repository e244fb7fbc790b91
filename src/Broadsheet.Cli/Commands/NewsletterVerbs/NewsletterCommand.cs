using System.CommandLine;
using Broadsheet.Cli.Terminal;
using Broadsheet.Publishing.Mailing;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Cli.Commands.NewsletterVerbs;

/// <summary><c>broadsheet newsletter</c>: looks at, makes and sends the newsletter of a site.</summary>
internal static class NewsletterCommand
{
    public static Command Create() => new Command("newsletter", "Look at, make and send the newsletter of a site.")
    {
        NewsletterPreviewCommand.Create(),
        NewsletterSendCommand.Create(),
        NewsletterStatusCommand.Create(),
        NewsletterBouncesCommand.Create(),
    }.WithExamples(
        ("broadsheet newsletter preview harbour --open", "see the next one in the browser"),
        ("broadsheet newsletter send harbour --to you@example.org", "see it in your mail program"),
        ("broadsheet newsletter send harbour", "send it to everybody who subscribed"));

    /// <summary>Works in the mailroom of a site; what keeps it from that is printed, and the exit code says which kind it is.</summary>
    public static async Task<int> InMailroomAsync(string directory, string? settings, TimeProvider time, InvocationConfiguration streams, Func<Mailroom, SiteFolder, Task<int>> work)
    {
        if (SiteArguments.Open(directory, settings, streams) is not { } site)
            return ExitCode.SiteMistake;
        try
        {
            using var mailroom = Mailroom.Open(site, time);
            return await work(mailroom, site);
        }
        catch (Exception trouble) when (trouble is MailException or StoreException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            streams.Error.WriteLine(trouble.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>The newspaper at a moment.</summary>
    public static Edition EditionOf(SiteFolder site, DateTimeOffset at)
    {
        using var newsroom = Newsroom.Open(site);
        return newsroom.PreviewAt(at);
    }

    /// <summary>Now, to the second: what is kept is kept in seconds.</summary>
    public static DateTimeOffset Moment(DateTimeOffset? wanted)
    {
        var now = wanted ?? TimeProvider.System.GetUtcNow();
        return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }
}
