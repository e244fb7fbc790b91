using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Website;

public sealed class SiteFilesPublisherTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("site").FullName;

    [Fact]
    public void PicturesAndLogosAreDeployedWithThePages()
    {
        Write("assets/images/organizations/gazette.example-50x50.jpg", "a logo");
        Write("assets/theme/style.css", "not the way to change the theme");
        Write("_news/2026-03-04-a.md", "a record");
        Write("assets/.hidden", "a secret");
        if (!OperatingSystem.IsWindows())
            File.CreateSymbolicLink(Path.Combine(folder, "assets", "link"), "/etc/passwd");

        var file = Assert.Single(new SiteFilesPublisher(folder).Plan(Some.Edition()));

        Assert.Equal("public/assets/images/organizations/gazette.example-50x50.jpg", file.Path);
        Assert.Equal("a logo", file.Text());
    }

    [Fact]
    public void ASiteWithoutFilesOfItsOwnIsFine() => Assert.Empty(new SiteFilesPublisher(folder).Plan(Some.Edition()));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string path, string content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
