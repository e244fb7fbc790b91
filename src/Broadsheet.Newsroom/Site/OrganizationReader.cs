namespace Broadsheet.Site;

/// <summary>Reads the publishers an operator lists: <c>_data/organizations/*.md</c>, a file of front matter each.</summary>
public static class OrganizationReader
{
    /// <summary>The folder below the site folder.</summary>
    public const string Folder = "_data/organizations";

    /// <summary>The organizations in the order of their files. A file with a mistake is told among the problems and left out.</summary>
    /// <param name="root">Path of the site folder.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IReadOnlyList<Organization> Read(string root, SiteProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        List<Organization> organizations = [];
        Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, text) in DataFiles.Read(root, Folder, "*.md"))
        {
            if (FrontMatter.Read(name, text, problems) is not { } yaml || Read(yaml) is not { } organization)
                continue;
            if (files.TryAdd(organization.Domain, name))
                organizations.Add(organization);
            else
                yaml.Error("domain", $"'{organization.Domain}' is already listed in {files[organization.Domain]}.", "Keep one of the two files.");
        }

        return organizations;
    }

    private static Organization? Read(YamlMapping yaml)
    {
        yaml.AllowOnly("taxonomy", "_id", "name", "otherNames", "domain", "description", "country", "images");
        var name = yaml.RequiredText("name", "Write 'name: The Gazette'.");
        var domain = yaml.RequiredText("domain", "Write 'domain: gazette.example'.");
        if (name is null || domain is null)
            return null;
        if (domain.Contains('/', StringComparison.Ordinal) || domain.Contains(' ', StringComparison.Ordinal))
        {
            yaml.Error("domain", $"'{domain}' is not a domain.", "Write the host alone, without https:// and without a path.");
            return null;
        }

        return new Organization
        {
            Id = yaml.Text("_id") ?? domain,
            Name = name,
            Domain = domain.ToLowerInvariant(),
            OtherNames = yaml.Texts("otherNames"),
            Description = yaml.Text("description"),
            Country = yaml.Text("country"),
            Images = DataFiles.ReadImages(yaml),
            File = yaml.File,
        };
    }
}
