using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Broadsheet.Pages;

namespace Broadsheet.Eval.Verbs;

/// <summary><c>pages</c>: reads labelled pages from a recording and writes what was found, a line each.</summary>
internal static class PagesVerb
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var warc = new Option<string>("--warc") { Required = true, Description = "The recording (WARC, may be compressed)." };
        var index = new Option<string>("--index") { Required = true, Description = "The labels: id, warcUri, url a line." };
        var output = new Option<string>("--out") { Required = true, Description = "Where the answers are written." };
        var explain = new Option<string?>("--explain") { Description = "Print every candidate of the page with this id, or of all pages with \"all\"." };
        var repeat = new Option<int>("--repeat") { DefaultValueFactory = _ => 1, Description = "How often each page is read; its time is that of the quickest, all of them count for the speed." };
        var command = new Command("pages", "Reads article pages and writes their metadata.") { warc, index, output, explain, repeat };
        command.SetAction(parse => Run(
            parse.GetRequiredValue(warc),
            parse.GetRequiredValue(index),
            parse.GetRequiredValue(output),
            parse.GetValue(explain),
            Math.Max(1, parse.GetValue(repeat))));
        return command;
    }

    private static int Run(string warc, string index, string output, string? explain, int repeat)
    {
        var wanted = Labels(index);
        var reader = new PageReader(new() { Explain = explain is not null });
        using var answers = new StreamWriter(output, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        var (pages, bytes, slowest, largest) = (0, 0L, TimeSpan.Zero, 0L);
        var slowestId = "";
        var spent = TimeSpan.Zero;
        var warm = false;
        foreach (var response in WarcResponses.Read(warc))
        {
            if (!wanted.TryGetValue(response.Uri, out var label))
                continue;
            if (!warm)
            {
                // The first page would pay for the compiler.
                reader.Read(response.Body, label.Url, response.ContentType, response.Date);
                warm = true;
            }

            var (took, page) = (TimeSpan.MaxValue, (PageMetadata?)null);
            for (var i = 0; i < repeat; i++)
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var processor = Environment.CpuUsage.TotalTime;
                var start = Stopwatch.GetTimestamp();
                page = reader.Read(response.Body, label.Url, response.ContentType, response.Date);
                var elapsed = Stopwatch.GetElapsedTime(start);
                spent += Environment.CpuUsage.TotalTime - processor;
                took = elapsed < took ? elapsed : took;
                largest = Math.Max(largest, GC.GetAllocatedBytesForCurrentThread() - allocated);
            }

            bytes += response.Body.Length;
            pages++;
            if (took > slowest)
                (slowest, slowestId) = (took, label.Id);
            answers.WriteLine(JsonSerializer.Serialize(Answer(label.Id, page!, took), s_json));
            if (explain == "all" || label.Id == explain)
                Explain(label.Id, page!);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{pages} pages, {bytes / 1e6:0.0} MB, {pages * repeat / spent.TotalSeconds:0} pages per CPU second, {bytes / 1e6 * repeat / spent.TotalSeconds:0} MB/s; slowest {slowest.TotalMilliseconds:0} ms ({slowestId}); most allocated for one page {largest / 1e6:0.0} MB"));
        return 0;
    }

    private static Dictionary<string, (string Id, string Url)> Labels(string index)
    {
        var labels = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(index))
        {
            using var label = JsonDocument.Parse(line);
            var root = label.RootElement;
            labels[root.GetProperty("warcUri").GetString()!] = (root.GetProperty("id").GetString()!, root.GetProperty("url").GetString()!);
        }

        return labels;
    }

    private static Dictionary<string, object?> Answer(string id, PageMetadata page, TimeSpan took) => new()
    {
        ["id"] = id,
        ["title"] = page.Title?.Value,
        ["published"] = Text(page.Published?.Value),
        ["modified"] = Text(page.Modified?.Value),
        ["authors"] = page.Authors?.Value ?? [],
        ["leadImage"] = page.LeadImage?.Value.Url,
        ["leadImageWidth"] = page.LeadImage?.Value.Width,
        ["leadImageHeight"] = page.LeadImage?.Value.Height,
        ["canonical"] = page.Canonical?.Value,
        ["publisher"] = page.Publisher?.Value,
        ["excerpt"] = page.Excerpt?.Value,
        ["language"] = page.Language?.Value,
        ["amphtml"] = page.AmpUrl,
        ["type"] = page.Type.Value.ToString().ToLowerInvariant(),
        ["ms"] = Math.Round(took.TotalMilliseconds, 2),
    };

    // A zone that was not written is not invented.
    private static string? Text(PageDate? date) => date is { } stated
        ? stated.Instant.ToString(stated.HasZone ? "yyyy-MM-dd'T'HH:mm:sszzz" : stated.HasTime ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    private static void Explain(string id, PageMetadata page)
    {
        foreach (var candidate in page.Candidates)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id}\t{candidate.Field}\t{candidate.Confidence:0.000}\t{candidate.Value}\t{candidate.From}"));
    }
}
