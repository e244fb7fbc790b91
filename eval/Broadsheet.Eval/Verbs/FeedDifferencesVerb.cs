using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Broadsheet.Feeds;

namespace Broadsheet.Eval.Verbs;

/// <summary>Reads whole real documents and lists where feedparser reads them differently, by class, as a page.</summary>
internal static class FeedDifferencesVerb
{
    public static Command Create()
    {
        var real = new Option<DirectoryInfo>("--real") { Required = true, Description = "Folder of the documents, with index.jsonl and expected-feedparser.jsonl." };
        var output = new Option<FileInfo?>("--out") { Description = "Where the page goes; without it, to the terminal." };
        var all = new Option<string?>("--all") { Description = "Print every difference of this class instead." };
        var command = new Command("feed-differences", "Compares readings of real documents with feedparser's.") { real, output, all };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(real), parsed.GetValue(output), parsed.GetValue(all)));
        return command;
    }

    private static int Run(DirectoryInfo real, FileInfo? output, string? all)
    {
        var found = new List<(FeedDifference Difference, FeedDifferenceClass Class)>();
        var documents = 0;
        var items = 0;
        var list = Path.Combine(real.FullName, "expected-feedparser.jsonl");
        foreach (var (number, line) in File.ReadLines(list).Index())
        {
            using var parsed = JsonDocument.Parse(line);
            var file = parsed.RootElement.GetProperty("id").GetString()!;
            var feed = new FeedReader().Read(MissingData.Read(list, number + 1, real, "--real", file), new FeedContext());
            documents++;
            items += feed.Items.Count;
            foreach (var difference in new FeedComparison(file, feed, parsed.RootElement.GetProperty("result")).Differences())
                found.Add((difference, FeedDifferenceClass.Of(difference)));
        }

        if (all is not null)
            return PrintAll(found.Where(pair => pair.Class.Name == all).Select(pair => pair.Difference));
        var page = Page(found, documents, items);
        if (output is null)
            Console.Write(page);
        else
            File.WriteAllText(output.FullName, page, new UTF8Encoding(false));
        var unjudged = found.Count(pair => pair.Class == FeedDifferenceClass.Unjudged);
        Console.WriteLine($"feed-differences: {documents} documents, {items} items, {found.Count} differences, {unjudged} unjudged");
        return unjudged == 0 ? 0 : 1;
    }

    private static int PrintAll(IEnumerable<FeedDifference> differences)
    {
        foreach (var difference in differences)
            Console.WriteLine($"{difference.Document}\t{difference.Field}\t{difference.Theirs}\t{difference.Ours}");
        return 0;
    }

    private static string Page(List<(FeedDifference Difference, FeedDifferenceClass Class)> found, int documents, int items)
    {
        var page = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        page.Append(culture, $"""
            # How do we differ from feedparser?

            *Made by `eval feed-differences`; not edited by hand.*

            {documents} whole documents of real publishers, {items} items, read by both without being told where the documents come from. Compared are
            version, encoding and well-formedness; of the feed its title, link, subtitle, language, date, own address, hubs, picture and ttl; of each
            item its id, title and title's type, link, dates, author, tags, enclosures, media and whether it has a summary and a content. All of them
            are read without an exception. {found.Count} values differ, in {found.Select(pair => pair.Difference.Document).Distinct().Count()} documents. Each class was judged by
            looking at the documents.

            | class | values | documents | better | why |
            |---|---:|---:|---|---|

            """);
        foreach (var group in found.GroupBy(pair => pair.Class).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Name, StringComparer.Ordinal))
            page.Append(culture, $"| {group.Key.Name} | {group.Count()} | {group.Select(pair => pair.Difference.Document).Distinct().Count()} | {group.Key.Better} | {group.Key.Why} |\n");
        page.Append('\n');
        foreach (var group in found.GroupBy(pair => pair.Class.Better).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
            page.Append(culture, $"* {group.Key}: {group.Count()} values in {group.Select(pair => pair.Class).Distinct().Count()} classes\n");
        return page.ToString().ReplaceLineEndings("\n");
    }
}
