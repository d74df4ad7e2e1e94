using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>
/// Writes numbers and arrays in blocks: the length of each, its bytes, and a checksum over them and its position, so that one
/// that is damaged, missing, doubled or moved is noticed before anything of it is used.
/// </summary>
internal sealed class BlockWriter(Stream to, CancellationToken stop = default) : IDisposable
{
    public const int MostBytes = 1 << 20;
    public const int HeadBytes = sizeof(int);
    public const int SumBytes = sizeof(ulong);

    private readonly byte[] block = ArrayPool<byte>.Shared.Rent(HeadBytes + MostBytes + SumBytes);
    private int filled;
    private long number;

    /// <summary>The checksum of a block, over its place in the file too.</summary>
    public static ulong Sum(ReadOnlySpan<byte> bytes, long number, bool isLast) =>
        XxHash3.HashToUInt64(bytes, (number << 1) | (isLast ? 1L : 0L));

    public void Number(int one) => Raw<int>([one]);

    /// <summary>An array whose length the reader knows.</summary>
    public void Raw<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // By pieces: a whole array may be longer in bytes than a span can be.
        for (var piece = Piece<T>(); values.Length > piece; values = values[piece..])
        {
            Bytes(MemoryMarshal.AsBytes(values[..piece]));
        }

        Bytes(MemoryMarshal.AsBytes(values));
    }

    /// <summary>An array with its length.</summary>
    public void Array<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Number(values.Length);
        Raw(values);
    }

    /// <summary>Writes what is left, and that it is the end.</summary>
    public void End() => Block(isLast: true);

    public void Dispose() => ArrayPool<byte>.Shared.Return(block);

    /// <summary>How many values are taken at once.</summary>
    public static int Piece<T>()
        where T : unmanaged => MostBytes / Marshal.SizeOf<T>();

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (filled == MostBytes)
            {
                Block(isLast: false);
            }

            var taken = Math.Min(bytes.Length, MostBytes - filled);
            bytes[..taken].CopyTo(block.AsSpan(HeadBytes + filled));
            filled += taken;
            bytes = bytes[taken..];
        }
    }

    private void Block(bool isLast)
    {
        stop.ThrowIfCancellationRequested();
        BinaryPrimitives.WriteInt32LittleEndian(block, isLast ? ~filled : filled);
        BinaryPrimitives.WriteUInt64LittleEndian(block.AsSpan(HeadBytes + filled), Sum(block.AsSpan(HeadBytes, filled), number, isLast));
        to.Write(block, 0, HeadBytes + filled + SumBytes);
        number++;
        filled = 0;
    }
}
