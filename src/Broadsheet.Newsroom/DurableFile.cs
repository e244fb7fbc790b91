using System.Runtime.InteropServices;

namespace Broadsheet;

/// <summary>Files that are there as they were or as they are to be, also after the power failed in between.</summary>
public static class DurableFile
{
    private const int ReadOnly = 0;

    /// <summary>Puts bytes in the place of a file's content. They are on the disk when this returns.</summary>
    /// <exception cref="IOException">The disk refuses; the file is as it was.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var draft = path + ".part";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
        FlushFolder(folder);
    }

    /// <summary>
    /// Brings a folder's list of names to the disk. Without it, a file that took another's place may have the old content again after the
    /// power failed (fsync(2): "calling fsync does not necessarily ensure that the entry in the directory … has also reached disk").
    /// Windows does it of its own accord.
    /// </summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = open(folder, ReadOnly);
        if (handle < 0)
            throw new IOException($"{folder}: cannot be opened to bring it to the disk (error {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (fsync(handle) != 0)
                throw new IOException($"{folder}: cannot be brought to the disk (error {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = close(handle);
        }
    }

    // .NET opens no folders.
#pragma warning disable CA2101, SYSLIB1054 // names are UTF-8 there; generated code would want unsafe blocks in the whole project
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int handle);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int handle);
#pragma warning restore CA2101, SYSLIB1054
}
