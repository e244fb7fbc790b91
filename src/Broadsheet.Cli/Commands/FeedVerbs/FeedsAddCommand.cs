using System.CommandLine;
using Broadsheet.Cli.Terminal;
using Broadsheet.Feeds;

namespace Broadsheet.Cli.Commands.FeedVerbs;

/// <summary><c>broadsheet feeds add</c>: adds a feed, or changes what is said of one. Asks nobody.</summary>
internal static class FeedsAddCommand
{
    public static Command Create()
    {
        var address = new Argument<string>("ADDRESS") { Description = "The feed's own address; 'feeds find' tells it for a page." };
        var directory = SiteArguments.Directory();
        var title = new Option<string?>("--title") { Description = "Name for people.", HelpName = "TEXT" };
        var site = new Option<string?>("--site") { Description = "Address of the site it belongs to.", HelpName = "ADDRESS" };
        var kind = new Option<string?>("--kind") { Description = "curated: every item is wanted. search: only what a topic asks for (usual)." }.AcceptOnlyFromAmong("curated", "search");
        var folder = new Option<string?>("--folder") { Description = "Folder of the list, such as Newspapers or News/Local; made when missing.", HelpName = "PATH" };
        var weight = new Option<double?>("--weight") { Description = "How much it counts among its equals, 0 to 10; 1 is neutral.", HelpName = "NUMBER" };
        var provider = new Option<string?>("--provider") { Description = "Domain its articles are credited to, when it is not their own.", HelpName = "DOMAIN" };
        var userAgent = new Option<string?>("--user-agent") { Description = "What to call ourselves there.", HelpName = "TEXT" };
        var paused = new Option<bool?>("--paused") { Description = "Do not ask it for now; '--paused false' asks it again.", HelpName = "true|false" };
        var command = new Command("add", "Add a feed; one that is listed is changed in what you state.")
        {
            address, directory, title, site, kind, folder, weight, provider, userAgent, paused,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(weight) is < 0 or > 10)
                result.AddError("--weight: write a number from 0 to 10.");
        });
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            var url = parsed.GetRequiredValue(address);
            if (WebAddress.From(url) is null)
            {
                streams.Error.WriteLine($"'{url}' is not an address that can be asked. Write an absolute http or https address.");
                return ExitCode.Usage;
            }
            if (FeedList.Open(parsed.GetRequiredValue(directory), streams) is not { } list)
                return ExitCode.SiteMistake;
            var known = list.Document.Find(url);
            var feed = known ?? new OpmlFeed { XmlUrl = url, Folders = Folders(parsed.GetValue(folder)) };
            list.Document.Add(feed with
            {
                Title = parsed.GetValue(title) ?? feed.Title,
                HtmlUrl = parsed.GetValue(site) ?? feed.HtmlUrl,
                Kind = parsed.GetValue(kind) ?? feed.Kind,
                Weight = parsed.GetValue(weight) ?? feed.Weight,
                Provider = parsed.GetValue(provider) ?? feed.Provider,
                UserAgent = parsed.GetValue(userAgent) ?? feed.UserAgent,
                Paused = parsed.GetValue(paused) ?? feed.Paused,
            });
            list.Save();
            streams.Output.WriteLine(known is null ? $"Added {url}. The next run asks it." : $"{url} was listed; what you stated is changed.");
            if (known is not null && parsed.GetValue(folder) is not null)
                streams.Error.WriteLine("Its folder stays: remove and add it to move it.");
            return ExitCode.Done;
        });
        return command.WithExamples(
            ("broadsheet feeds add https://example.org/feed.xml", "to the site you stand in"),
            ("broadsheet feeds add https://example.org/feed.xml harbour --title \"The Example\" --kind curated --folder Newspapers", "with all that is known"),
            ("broadsheet feeds add https://example.org/feed.xml --paused true", "leave it alone for a while"));
    }

    private static string[] Folders(string? path) =>
        path?.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
