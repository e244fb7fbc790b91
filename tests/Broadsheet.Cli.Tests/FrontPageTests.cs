namespace Broadsheet.Cli.Tests;

/// <summary>What the sample's front page asks of a reader's line.</summary>
public sealed class FrontPageTests(RunSample sample)
{
    private const long Most = 60_000;

    /// <summary>As bytes lie on the disk: a plain file server does not compress them.</summary>
    [Fact]
    public void TheFrontPageAndItsStyleAreLight()
    {
        var page = File.ReadAllText(Path.Combine(sample.Site.Root, "public", "index.html"));
        var sheets = Directory.GetFiles(Path.Combine(sample.Site.Root, "public", "assets", "theme"), "*.css")
            .Where(sheet => page.Contains("/assets/theme/" + Path.GetFileName(sheet), StringComparison.Ordinal))
            .Select(sheet => new FileInfo(sheet).Length)
            .ToList();

        Assert.NotEmpty(sheets);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(page) + sheets.Sum(), 1, Most);
    }
}
