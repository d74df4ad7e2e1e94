using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>Reads what <see cref="BlockWriter"/> wrote, each block only after its checksum was found right.</summary>
/// <param name="from">A stream whose length is known, read from where it stands to its end.</param>
internal sealed class BlockReader(Stream from) : IDisposable
{
    private readonly byte[] block = ArrayPool<byte>.Shared.Rent(BlockWriter.HeadBytes + BlockWriter.MostBytes + BlockWriter.SumBytes);
    private int at;
    private int filled;
    private long number;
    private bool isLast;

    public int Number()
    {
        Span<int> one = stackalloc int[1];
        Into(one);
        return one[0];
    }

    /// <summary>A number from 0 to the one given.</summary>
    public int Number(int most) => Number() is var one && one >= 0 && one <= most ? one : throw Contradictory();

    /// <summary>An array of a length that is known.</summary>
    public T[] Raw<T>(int length)
        where T : unmanaged
    {
        // No length makes more room than there are bytes to come.
        if (length < 0 || (long)length * Marshal.SizeOf<T>() > from.Length - from.Position + filled - at)
        {
            throw Contradictory();
        }

        var values = GC.AllocateUninitializedArray<T>(length);
        Into<T>(values);
        return values;
    }

    /// <summary>An array with its length.</summary>
    public T[] Array<T>()
        where T : unmanaged => Raw<T>(Number());

    /// <summary>Makes sure that nothing comes any more.</summary>
    public void End()
    {
        if (filled == 0)
        {
            Next();
        }

        if (!isLast || at < filled || from.Position != from.Length)
        {
            throw new InvalidDataException("It is longer than it should be.");
        }
    }

    /// <summary>What is thrown where numbers do not fit each other.</summary>
    public static InvalidDataException Contradictory(Exception? cause = null) => new("What it says does not fit together.", cause);

    public void Dispose() => ArrayPool<byte>.Shared.Return(block);

    /// <summary>As many values as there is room for.</summary>
    public void Into<T>(Span<T> values)
        where T : unmanaged
    {
        for (var piece = BlockWriter.Piece<T>(); values.Length > piece; values = values[piece..])
        {
            Bytes(MemoryMarshal.AsBytes(values[..piece]));
        }

        Bytes(MemoryMarshal.AsBytes(values));
    }

    private void Bytes(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (at == filled)
            {
                Next();
            }

            var taken = Math.Min(bytes.Length, filled - at);
            block.AsSpan(BlockWriter.HeadBytes + at, taken).CopyTo(bytes);
            at += taken;
            bytes = bytes[taken..];
        }
    }

    private void Next()
    {
        if (isLast)
        {
            throw Contradictory();
        }

        Exactly(block.AsSpan(0, BlockWriter.HeadBytes));
        var length = BinaryPrimitives.ReadInt32LittleEndian(block);
        isLast = length < 0;
        length = isLast ? ~length : length;
        if (length > BlockWriter.MostBytes)
        {
            throw Damaged();
        }

        Exactly(block.AsSpan(BlockWriter.HeadBytes, length + BlockWriter.SumBytes));
        var sum = BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(BlockWriter.HeadBytes + length));
        if (sum != BlockWriter.Sum(block.AsSpan(BlockWriter.HeadBytes, length), number++, isLast))
        {
            throw Damaged();
        }

        (at, filled) = (0, length);
        if (length == 0 && !isLast)
        {
            throw Damaged();
        }
    }

    private void Exactly(Span<byte> bytes)
    {
        if (from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException("It ends too early.");
        }
    }

    private static InvalidDataException Damaged() => new("It is damaged.");
}
