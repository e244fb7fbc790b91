using System.CommandLine;

namespace Broadsheet.Eval.Verbs;

/// <summary>The options of verbs that judge the records of an old site.</summary>
internal sealed class OldSiteOptions
{
    private readonly Option<DirectoryInfo> site = new("--site") { Description = "The site folder.", Required = true };
    private readonly Option<FileInfo> settings = new("--settings") { Description = "A broadsheet.yml for it.", Required = true };
    private readonly Option<FileInfo?> records = new("--records") { Description = "Other records than the folder's own, as lines of JSON with path and raw." };
    private readonly Option<FileInfo?> output = new("--out") { Description = "Where the results go, one JSON object a line; without it to the terminal." };

    public void AddTo(Command command)
    {
        command.Add(site);
        command.Add(settings);
        command.Add(records);
        command.Add(output);
    }

    public OldSite? Open(ParseResult parsed) =>
        OldSite.Open(parsed.GetRequiredValue(site).FullName, parsed.GetRequiredValue(settings).FullName, parsed.GetValue(records));

    public TextWriter Writer(ParseResult parsed) =>
        parsed.GetValue(output) is { } file ? new StreamWriter(file.FullName) { NewLine = "\n" } : new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
}
