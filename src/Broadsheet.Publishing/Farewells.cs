using Broadsheet.Publishing.Website;

namespace Broadsheet.Publishing;

/// <summary>
/// Sees to it that an address which had a page is never lost: what a plan calls for no longer is remembered in the manifest as a part of its own,
/// for as long as nothing else stands at that address.
/// </summary>
/// <param name="manifest">What was printed.</param>
/// <param name="root">The site folder.</param>
/// <param name="publisher">Name of the publisher whose pages they are.</param>
/// <param name="pages">Makes what plans what is left; seldom asked.</param>
internal sealed class Farewells(SiteManifest manifest, string root, string publisher, Func<FarewellPages> pages)
{
    private const string PublicFolder = "public/";
    private const string Page = "/index.html";

    private readonly string former = publisher + ":former/";
    private readonly Lazy<FarewellPages> pages = new(pages);

    /// <summary>The parts to plan besides: those with something new to say, and those that lose an address to a page.</summary>
    /// <param name="parts">The parts of the plan.</param>
    /// <param name="isComplete">Whether these are all there are.</param>
    public IEnumerable<SitePart> Parts(IReadOnlyList<SitePart> parts, bool isComplete)
    {
        var planned = parts.SelectMany(part => part.Files).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var left = isComplete
            ? manifest.FilesOfAll(publisher + ":")
            : parts.Where(part => part.Key.StartsWith(publisher + ":", StringComparison.Ordinal)).SelectMany(part => manifest.FilesOf(part.Key)).Concat(manifest.FilesOfAll(former));
        foreach (var origin in left.Where(IsPage).ToList().Where(file => IsFormer(file.Entry) || IsLost(file, planned)).GroupBy(file => OriginOf(file.Entry), StringComparer.Ordinal))
        {
            var files = origin.Where(file => !planned.Contains(file.Path)).Select(file => pages.Value.Plan(file.Path[PublicFolder.Length..^(Page.Length - 1)], origin.Key)).ToList();
            if (isComplete || !IsAsBefore(files, [.. origin]))
                yield return new SitePart(former + origin.Key, files);
        }
    }

    private static bool IsPage((string Path, ManifestEntry Entry) file) =>
        file.Entry.IsOurs && file.Path.StartsWith(PublicFolder, StringComparison.Ordinal) && file.Path.EndsWith(Page, StringComparison.Ordinal) && file.Path.Length > PublicFolder.Length + Page.Length;

    /// <summary>Whether a page is called for no longer. One that another hand changed is that hand's.</summary>
    private bool IsLost((string Path, ManifestEntry Entry) file, HashSet<string> planned) =>
        !planned.Contains(file.Path) && file.Entry.IsUntouched(new FileInfo(Path.Combine(root, file.Path)));

    private bool IsFormer(ManifestEntry entry) => entry.Part.StartsWith(former, StringComparison.Ordinal);

    private string OriginOf(ManifestEntry entry) => entry.Part[(IsFormer(entry) ? former.Length : publisher.Length + 1)..];

    private bool IsAsBefore(List<PlannedFile> files, List<(string Path, ManifestEntry Entry)> before) =>
        files.Count == before.Count && before.TrueForAll(file => IsFormer(file.Entry)) && files.Zip(before).All(pair => pair.First.InputHash == pair.Second.Entry.InputHash);
}
