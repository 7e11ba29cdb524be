"""Pack the sentences of the bank as vectors, so that the kit starts without reading them: ``sentences.packed``."""

from conversation_kit.assets_folder import assets_folder
from conversation_kit.matching.vocabulary.meaning import write_sentences

if __name__ == "__main__":
    print(f"{write_sentences(assets_folder() / 'words')} sentences packed.")
