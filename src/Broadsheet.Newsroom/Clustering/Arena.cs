using System.Numerics;

namespace Broadsheet.Clustering;

/// <summary>
/// Blocks of whole numbers cut out of a few big arrays, in sizes that are powers of two. A hundred thousand short lists that
/// grow, shrink and die are so a handful of objects to the garbage collector, and a dead block is the next list's.
/// </summary>
internal sealed class Arena
{
    private const int SheetBits = 14;
    private const int Sizes = 31;

    private readonly int[] _free = new int[Sizes];

    /// <summary>The first stays empty, so that an address of 0 can say "none".</summary>
    private readonly List<int[]> _sheets = [[]];

    private int _next;
    private int _left;

    /// <summary>The smallest size, as a power of two, that holds so many cells.</summary>
    public static int BitsFor(int cells) => BitOperations.Log2((uint)Math.Max(cells, 1) * 2 - 1);

    /// <summary>The cells of a block.</summary>
    public Span<int> Cells(int at, int count) => at == 0 ? [] : _sheets[at >> SheetBits].AsSpan(at & ((1 << SheetBits) - 1), count);

    /// <summary>A block of 2^<paramref name="bits"/> cells, with whatever its last owner left in it.</summary>
    public int Rent(int bits)
    {
        if (_free[bits] is not 0 and var free)
        {
            _free[bits] = Cells(free, 1)[0];
            return free;
        }

        // A block bigger than a sheet has one to itself, and cutting goes on where it was.
        if (bits > SheetBits)
            return NewSheet(1 << bits);
        if (_left < 1 << bits)
            (_next, _left) = (NewSheet(1 << SheetBits), 1 << SheetBits);
        var at = _next;
        _next += 1 << bits;
        _left -= 1 << bits;
        return at;
    }

    /// <summary>Gives a block back.</summary>
    public void Return(int at, int bits)
    {
        Cells(at, 1)[0] = _free[bits];
        _free[bits] = at;
    }

    private int NewSheet(int cells)
    {
        _sheets.Add(new int[cells]);
        return checked((_sheets.Count - 1) << SheetBits);
    }
}
