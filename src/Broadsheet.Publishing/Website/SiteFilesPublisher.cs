using System.Globalization;

namespace Broadsheet.Publishing.Website;

/// <summary>Puts the site's own <c>assets</c> – pictures, logos, whatever the operator keeps there – into <c>public/</c>, so that the folder can be deployed as it is.</summary>
/// <param name="siteFolder">The site folder.</param>
public sealed class SiteFilesPublisher(string siteFolder) : IEditionPublisher
{
    private const string Folder = "assets";

    /// <inheritdoc/>
    public string Name => "site-files";

    /// <summary>All files.</summary>
    public IEnumerable<PlannedFile> Plan(Edition edition) => Plan();

    /// <inheritdoc/>
    IEnumerable<SitePart> IEditionPublisher.Parts(EditionIndex index, EditionChanges changes) => [new SitePart("site-files", [.. Plan()])];

    private IEnumerable<PlannedFile> Plan()
    {
        var assets = new DirectoryInfo(Path.Combine(siteFolder, Folder));
        if (!assets.Exists)
            return [];
        return assets
            // A link could lead out of the site, and its target would be public.
            .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint })
            .Select(file => (File: file, Path: Path.GetRelativePath(siteFolder, file.FullName).Replace('\\', '/')))
            // The theme's own files are changed in the theme folder.
            .Where(asset => !asset.Path.StartsWith(SiteAssets.Folder, StringComparison.Ordinal))
            .OrderBy(asset => asset.Path, StringComparer.Ordinal)
            .Select(asset => new PlannedFile("public/" + asset.Path, Stamp(asset.File), () => File.ReadAllBytes(asset.File.FullName)));
    }

    private static string Stamp(FileInfo file) => string.Create(CultureInfo.InvariantCulture, $"{file.Length}-{file.LastWriteTimeUtc.Ticks}");
}
