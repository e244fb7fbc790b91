using System.Text;
using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Website;

public sealed class WebsiteToLookAt
{
    /// <summary>Not a check: writes a whole site to the folder BROADSHEET_SITE names, for the screenshots.</summary>
    [Fact(Explicit = true)]
    public void Write()
    {
        var folder = Environment.GetEnvironmentVariable("BROADSHEET_SITE") ?? throw new InvalidOperationException("Set BROADSHEET_SITE to the folder to write to.");
        var locale = Environment.GetEnvironmentVariable("BROADSHEET_LOCALE") ?? "en-gb";
        var theme = Environment.GetEnvironmentVariable("BROADSHEET_THEME") ?? Theme.Default;
        var edition = SomeEdition.Create();
        edition = edition with { Masthead = edition.Masthead with { Locale = locale } };
        foreach (var file in new WebsitePublisher(new WebsiteOptions(), Theme.Load(theme)).Plan(edition))
            Save(folder, file.Path, file.Render());
        foreach (var (path, svg) in SomeEdition.Pictures())
            Save(folder, "public/" + path, Encoding.UTF8.GetBytes(svg));
    }

    private static void Save(string folder, string path, ReadOnlyMemory<byte> content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content.Span);
    }
}
