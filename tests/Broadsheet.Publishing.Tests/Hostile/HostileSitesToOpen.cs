using System.Globalization;
using System.Text.Json;
using Broadsheet.Publishing.Newsletters;
using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Hostile;

public sealed class HostileSitesToOpen
{
    private const int TextsPerSite = 40;

    /// <summary>
    /// Not a check: writes sites of hostile texts to the folder BROADSHEET_SITE names, for a browser to open: whole ones of many texts, and the
    /// front page of one whose name is the text. Beside them stand the addresses of pictures that may be asked for.
    /// </summary>
    [Fact(Explicit = true)]
    public void Write()
    {
        var folder = Environment.GetEnvironmentVariable("BROADSHEET_SITE") ?? throw new InvalidOperationException("Set BROADSHEET_SITE to the folder to write to.");
        foreach (var name in Theme.BuiltIn)
        {
            var theme = Theme.Load(name);
            var website = new WebsitePublisher(new WebsiteOptions(), theme);
            var number = 0;
            foreach (var texts in HostileTexts.All.Chunk(TextsPerSite))
            {
                foreach (var file in website.Plan(HostileEdition.Of(texts, text => text)))
                    Save(Path.Combine(folder, Name(name, "whole", number)), file.Path, file.Render());
                number++;
            }
        }

        // The front pages of sites of any name, the newsletters and the pages they are on go into one site.
        var first = Path.Combine(folder, Name(Theme.Default, "whole", 0));
        var builtIn = new WebsitePublisher(new WebsiteOptions(), Theme.Load());
        foreach (var (place, text) in HostileTexts.All.Index())
            Save(first, string.Create(CultureInfo.InvariantCulture, $"public/named/{place}/index.html"), builtIn.Plan(HostileEdition.With(text, text)).Single(file => file.Path == "public/index.html").Render());
        var newsletters = Directory.CreateTempSubdirectory("broadsheet-").FullName;
        var editions = HostileTexts.All.Chunk(12).Select(texts => HostileEdition.Of(texts, text => text, perStory: 1)).ToList();
        foreach (var (place, edition) in editions.Index())
            Save(first, string.Create(CultureInfo.InvariantCulture, $"public/mail/{place}/index.html"), new NewsletterPrinter(Theme.Load()).Html(HostileNewsletters.Compose(edition, Theme.Load()), NewsletterLinks.Public));
        foreach (var file in HostileNewsletters.Pages(newsletters, editions, Theme.Load()))
            Save(first, file.Path, file.Render());
        Directory.Delete(newsletters, recursive: true);
        File.WriteAllBytes(Path.Combine(folder, "pictures.json"), JsonSerializer.SerializeToUtf8Bytes(HostileTexts.All.Select(AddressOf).OfType<string>().SelectMany(address => new[] { address, new Uri(address).AbsoluteUri })));
    }

    /// <summary>What a text is when it is taken for the address of a picture.</summary>
    private static string? AddressOf(string text) => SafeLink.Of(text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) ? "https://gazette.example" + text : text);

    private static string Name(string theme, string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{theme}-{kind}-{number}");

    private static void Save(string folder, string path, ReadOnlyMemory<byte> content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content.Span);
    }
}
