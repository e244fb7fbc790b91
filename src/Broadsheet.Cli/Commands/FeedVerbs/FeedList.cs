using System.CommandLine;
using Broadsheet.Feeds;
using Broadsheet.Site;

namespace Broadsheet.Cli.Commands.FeedVerbs;

/// <summary>
/// The <c>feeds.opml</c> of a site, to be changed. Only the folder must be a site's: a list with mistakes can be mended with the
/// verbs that change it.
/// </summary>
internal sealed class FeedList
{
    private readonly string file;

    private FeedList(string file, OpmlDocument document)
    {
        this.file = file;
        Document = document;
    }

    /// <summary>The list.</summary>
    public OpmlDocument Document { get; }

    /// <summary>Opens the list of a site, or an empty one when it has none yet; says so and gives null when there is no site.</summary>
    public static FeedList? Open(string directory, InvocationConfiguration streams)
    {
        if (!File.Exists(Path.Combine(directory, SiteFolder.SettingsName)) && !File.Exists(Path.Combine(directory, "_config.yml")))
        {
            streams.Error.WriteLine($"{Path.GetFullPath(directory)}: There is no site here. Make one with 'broadsheet new DIR', or name the folder of one.");
            return null;
        }
        var file = Path.Combine(directory, SourceReader.FileName);
        return new FeedList(file, File.Exists(file) ? OpmlDocument.Parse(File.ReadAllBytes(file)) : OpmlDocument.Create("Feeds"));
    }

    /// <summary>Writes the list, so that it is there whole or as it was, whenever the process is killed.</summary>
    public void Save()
    {
        var draft = file + ".part";
        File.WriteAllBytes(draft, Document.ToBytes());
        File.Move(draft, file, overwrite: true);
    }
}
