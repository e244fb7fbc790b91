using System.Globalization;

namespace Broadsheet.Eval;

/// <summary>Data that a verb was told of and that is not there: the caller's mistake, told in a sentence.</summary>
internal sealed class MissingData(string message, Exception inner) : Exception(message, inner)
{
    /// <summary>Exit code of a verb that ends with it.</summary>
    public const int Code = 3;

    /// <summary>The document that a line of a list names.</summary>
    /// <param name="list">Path of the list.</param>
    /// <param name="line">Number of the line, from 1.</param>
    /// <param name="folder">Folder that the list's files are relative to.</param>
    /// <param name="option">The option that names the folder.</param>
    /// <param name="file">The document, as the line names it.</param>
    /// <exception cref="MissingData">There is none.</exception>
    public static byte[] Read(string list, int line, DirectoryInfo folder, string option, string file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder.FullName, file));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MissingData(string.Create(CultureInfo.InvariantCulture, $"{list}, line {line}: '{file}' is not in {folder.FullName}. Name the folder that has it with {option}, or take the line out."), missing);
        }
    }
}
