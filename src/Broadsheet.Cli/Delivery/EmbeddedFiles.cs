using System.Reflection;
using System.Text;

namespace Broadsheet.Cli.Delivery;

/// <summary>Files that travel inside the program and are laid out in a site folder.</summary>
internal static class EmbeddedFiles
{
    /// <summary>Lays out the files of a folder; those that are there already stay as they are.</summary>
    /// <param name="folder">Folder in the program, such as <c>Deploy/pages</c>.</param>
    /// <param name="directory">Where to.</param>
    /// <param name="values">What stands for <c>{{name}}</c> in them and for <c>TOPIC</c> in their names.</param>
    /// <returns>The files that were made, by path below the directory.</returns>
    public static IReadOnlyList<string> LayOut(string folder, string directory, IReadOnlyDictionary<string, string> values)
    {
        List<string> made = [];
        foreach (var (name, text) in In(folder + "/"))
        {
            var path = Placed(name).Replace("TOPIC", values.GetValueOrDefault("id", "TOPIC"), StringComparison.Ordinal);
            var file = Path.Combine(directory, path);
            if (File.Exists(file))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, values.Aggregate(text, (filled, value) => filled.Replace("{{" + value.Key + "}}", value.Value, StringComparison.Ordinal)));
            made.Add(path);
        }

        return made;
    }

    /// <summary>A text in double quotes, as YAML and TOML read it, whatever is in it.</summary>
    public static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ") + "\"";

    // Names that begin with a dot would be obeyed in our own repository.
    private static string Placed(string name) => name switch
    {
        "gitignore" => ".gitignore",
        "dockerignore" => ".dockerignore",
        _ when name.StartsWith("github/", StringComparison.Ordinal) => "." + name,
        _ => name,
    };

    private static IEnumerable<(string Name, string Text)> In(string prefix)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.Replace('\\', '/').StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            yield return (resource.Replace('\\', '/')[prefix.Length..], reader.ReadToEnd());
        }
    }
}
