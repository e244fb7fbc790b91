namespace Broadsheet.Site;

/// <summary>What topic and organization files have in common.</summary>
internal static class DataFiles
{
    /// <summary>Names relative to the site folder, and texts, in the order of the names.</summary>
    public static IEnumerable<(string Name, string Text)> Read(string root, string folder, string pattern)
    {
        var path = Path.Combine(root, folder);
        if (!Directory.Exists(path))
            return [];
        return Directory.EnumerateFiles(path, pattern)
            .Order(StringComparer.Ordinal)
            .Select(file => ($"{folder}/{Path.GetFileName(file)}", File.ReadAllText(file)));
    }

    /// <summary>The <c>images</c> list of a file: addresses relative to the site, with their sizes.</summary>
    public static IReadOnlyList<Picture> ReadImages(YamlMapping yaml)
    {
        List<Picture> images = [];
        foreach (var image in yaml.Mappings("images"))
        {
            image.AllowOnly("url", "width", "height");
            var url = image.RequiredText("url", "Write 'url: /assets/images/…'.");
            if (url is not null && SizeOf(image, "width") is { } width && SizeOf(image, "height") is { } height)
                images.Add(new Picture(url, width, height, IsCached: false));
        }

        return images;
    }

    private static int? SizeOf(YamlMapping image, string key)
    {
        if (image.Number(key) is { } size and > 0)
            return size;
        image.Error(key, "A picture needs its size.", $"Write '{key}: 400', in pixels.");
        return null;
    }
}
