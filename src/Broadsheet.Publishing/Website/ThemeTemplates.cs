using System.Text;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Broadsheet.Publishing.Website;

/// <summary>Lets templates include one another, and nothing else.</summary>
internal sealed class ThemeTemplates(Theme theme) : IFileProvider
{
    public IFileInfo GetFileInfo(string subpath) =>
        theme.Template(subpath) is { } text ? new TemplateFile(subpath, Encoding.UTF8.GetBytes(text)) : new NotFoundFileInfo(subpath);

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
