using Broadsheet.Clustering;
using CsCheck;

namespace Broadsheet.Tests.Clustering;

public class ArenaTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(64, 6)]
    [InlineData(65, 7)]
    public void ABlockIsTheNextPowerOfTwo(int cells, int bits) => Assert.Equal(bits, Arena.BitsFor(cells));

    [Fact]
    public void BlocksInUseNeverOverlap()
    {
        // Above 14 bits a block has a sheet of its own.
        Gen.Select(Gen.Int[0, 17], Gen.Int[0, 3]).List[1, 120].Sample(
            steps =>
            {
                var arena = new Arena();
                var used = new List<(int At, int Bits, int Owner)>();
                foreach (var ((bits, action), owner) in steps.Select((step, index) => (step, index + 1)))
                {
                    if (action == 0 && used.Count > 0)
                    {
                        arena.Return(used[0].At, used[0].Bits);
                        used.RemoveAt(0);
                        continue;
                    }

                    var at = arena.Rent(bits);
                    arena.Cells(at, 1 << bits).Fill(owner);
                    used.Add((at, bits, owner));
                }

                foreach (var (at, bits, owner) in used)
                    Assert.False(arena.Cells(at, 1 << bits).ContainsAnyExcept(owner));
            },
            iter: 100);
    }

    [Fact]
    public void ABlockGivenBackIsGivenOutAgain()
    {
        var arena = new Arena();
        var first = arena.Rent(5);
        arena.Rent(5);
        arena.Return(first, 5);

        Assert.Equal(first, arena.Rent(5));
    }
}
