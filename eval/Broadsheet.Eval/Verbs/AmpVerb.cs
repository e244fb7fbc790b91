using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Broadsheet.Pages;

namespace Broadsheet.Eval.Verbs;

/// <summary><c>amp</c>: prints the cache address of each AMP address.</summary>
internal static class AmpVerb
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var cases = new Option<string>("--cases") { Required = true, Description = "Lines with url." };
        var command = new Command("amp", "Computes the addresses of AMP pages on the AMP cache.") { cases };
        command.SetAction(parse => Run(parse.GetRequiredValue(cases)));
        return command;
    }

    private static int Run(string cases)
    {
        var count = 0;
        foreach (var line in File.ReadLines(cases))
        {
            using var vector = JsonDocument.Parse(line);
            var url = vector.RootElement.GetProperty("url").GetString()!;
            Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, string?> { ["url"] = url, ["cdn"] = AmpCache.UrlFor(url, ServingOf(vector.RootElement, url)) }, s_json));
            count++;
        }

        Console.WriteLine($"{count} addresses");
        return 0;
    }

    // A case may say what it asks for; else its extension does, as in the reference implementation.
    private static AmpServing ServingOf(JsonElement vector, string url)
    {
        var mode = vector.TryGetProperty("mode", out var stated) ? stated.GetString() : "auto";
        if (mode != "auto")
            return mode switch { "image" => AmpServing.Image, "viewer" => AmpServing.Viewer, _ => AmpServing.Document };
        var path = url.Split('?', '#')[0];
        return path[(path.LastIndexOf('.') + 1)..] switch
        {
            "jpg" or "jpeg" or "png" or "gif" or "svg" or "webp" or "bmp" or "ico" => AmpServing.Image,
            "ttf" or "otf" or "woff" or "woff2" or "eot" => AmpServing.Resource,
            _ => AmpServing.Document,
        };
    }
}
