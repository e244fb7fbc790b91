using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Broadsheet.Publishing.Website;

/// <summary>Lets templates include one another, and nothing else.</summary>
internal sealed class ThemeTemplates(Theme theme) : IFileProvider
{
    // Asked at each inclusion.
    private readonly ConcurrentDictionary<string, IFileInfo> known = new(StringComparer.Ordinal);

    public IFileInfo GetFileInfo(string subpath) => known.GetOrAdd(
        subpath,
        static (path, theme) => theme.Template(path) is { } text ? new TemplateFile(path, Encoding.UTF8.GetBytes(text)) : new NotFoundFileInfo(path),
        theme);

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed class TemplateFile(string name, byte[] content) : IFileInfo
    {
        public bool Exists => true;

        public bool IsDirectory => false;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public long Length => content.Length;

        public string Name => name;

        public string? PhysicalPath => null;

        public Stream CreateReadStream() => new MemoryStream(content, writable: false);
    }
}
